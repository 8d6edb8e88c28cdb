"""Addresses of the console's own pages."""

from django.urls import path

from wanghuo.interfaces.console.views import ground, home, jobs, journal, people, session, tokens
from wanghuo.interfaces.console.views import help as help_views

app_name = "console"

urlpatterns = [
    path("", home.home, name="home"),
    path("work/<slug:key>/", home.work, name="work"),
    path("search/", home.search, name="search"),
    path("notifications/", home.notification_list, name="notifications"),
    path("help/", help_views.help_page, name="help"),
    path("help/<slug:topic>/", help_views.help_page, name="help-topic"),
    path("sign-in/", session.sign_in, name="sign-in"),
    path("sign-out/", session.sign_out, name="sign-out"),
    path("preferences/", session.preferences, name="preferences"),
    path("profile/", session.profile, name="profile"),
    path("profile/password/", session.change_password, name="change-password"),
    path("profile/tokens/", tokens.token_list, name="tokens"),
    path("profile/tokens/<uuid:token_id>/revoke/", tokens.revoke, name="revoke-token"),
    path("jobs/", jobs.job_list, name="jobs"),
    path("jobs/<uuid:job_id>/", jobs.job, name="job"),
    path("jobs/<uuid:job_id>/cancel/", jobs.cancel, name="cancel-job"),
    path("jobs/<uuid:job_id>/result/", jobs.result, name="job-result"),
    path("people/", people.person_list, name="people"),
    path("people/new/", people.add_person, name="add-person"),
    path("people/<uuid:person_id>/", people.person, name="person"),
    path("people/<uuid:person_id>/change/", people.change_person, name="change-person"),
    path("people/<uuid:person_id>/assign/", people.assign, name="assign"),
    path("people/<uuid:person_id>/close/", people.close_account, name="close-account"),
    path("people/<uuid:person_id>/open/", people.open_account, name="open-account"),
    path("people/<uuid:person_id>/reset-password/", people.reset_password, name="reset-password"),
    path("assignments/<uuid:assignment_id>/end/", people.end_assignment, name="end-assignment"),
    path("organizations/", ground.organization_tree, name="organizations"),
    path("organizations/new/", ground.found_organization, name="found-organization"),
    path("organizations/<str:code>/cover/", ground.cover, name="cover"),
    path(
        "organizations/<str:code>/cover/<str:territory_code>/end/",
        ground.end_jurisdiction,
        name="end-jurisdiction",
    ),
    path("organizations/<str:code>/", ground.organization, name="organization"),
    path(
        "organizations/<str:code>/change/", ground.change_organization, name="change-organization"
    ),
    path("territories/", ground.territory, name="territories"),
    path("territories/<str:code>/", ground.territory, name="territory"),
    path("journal/", journal.entry_list, name="journal"),
    path("journal/verify/", journal.verify, name="verify-journal"),
    path("journal/<uuid:entry_id>/", journal.entry, name="entry"),
]
