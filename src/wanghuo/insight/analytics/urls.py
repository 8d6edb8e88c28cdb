"""Addresses of dashboards and ledgers."""

from django.urls import path

from wanghuo.insight.analytics import views

app_name = "analytics"
urlpatterns = [
    path("dashboard/", views.dashboard, name="dashboard"),
    path("ledgers/", views.ledger_list, name="ledgers"),
    path("ledgers/<slug:key>/", views.ledger, name="ledger"),
]
