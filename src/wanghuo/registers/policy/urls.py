"""Addresses of legal basis, local decisions and duties."""

from django.urls import path

from wanghuo.registers.policy import views

app_name = "policy"

urlpatterns = [
    path("legal-basis/", views.rule_list, name="rules"),
    path("legal-basis/texts/<str:code>/", views.text, name="text"),
    path("legal-basis/texts/<str:code>/<str:number>/", views.article, name="article"),
    path("legal-basis/rules/<str:key>/", views.rule, name="rule"),
    path("policy/rules/<str:key>/new-edition/", views.add_edition, name="add-edition"),
    path("policy/editions/", views.edition_list, name="editions"),
    path("policy/editions/<uuid:edition_id>/", views.edition, name="edition"),
    path("policy/editions/<uuid:edition_id>/confirm/", views.confirm_edition, name="confirm"),
    path("policy/editions/<uuid:edition_id>/end/", views.end_edition, name="end"),
    path("policy/editions/<uuid:edition_id>/withdraw/", views.withdraw_edition, name="withdraw"),
    path("policy/working-days/", views.calendar, name="calendar"),
    path("policy/working-days/<int:year>/", views.calendar, name="calendar-year"),
    path("policy/working-days/<int:year>/confirm/", views.confirm_year, name="confirm-year"),
    path("policy/working-days/<str:day>/", views.day, name="day"),
    path("my-duties/", views.my_duties, name="my-duties"),
]
