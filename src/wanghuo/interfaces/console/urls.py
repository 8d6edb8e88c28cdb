"""Addresses of the console's own pages."""

from django.urls import path

from wanghuo.interfaces.console.views import help as help_views
from wanghuo.interfaces.console.views import home, session

app_name = "console"

urlpatterns = [
    path("", home.home, name="home"),
    path("search/", home.search, name="search"),
    path("notifications/", home.notification_list, name="notifications"),
    path("help/", help_views.help_page, name="help"),
    path("help/<slug:topic>/", help_views.help_page, name="help-topic"),
    path("sign-in/", session.sign_in, name="sign-in"),
    path("sign-out/", session.sign_out, name="sign-out"),
    path("preferences/", session.preferences, name="preferences"),
    path("profile/", session.profile, name="profile"),
    path("profile/password/", session.change_password, name="change-password"),
]
