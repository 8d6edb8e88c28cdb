"""Addresses of plans."""

from django.urls import path

from wanghuo.insight.planning.views import officers, plans, visits

app_name = "planning"

urlpatterns = [
    path("", plans.plan_list, name="list"),
    path("new/", plans.draft, name="draft"),
    path("new/all/", plans.draft_all, name="draft-all"),
    path("hours/", officers.hours, name="hours"),
    path("hours/<uuid:person_id>/<int:year>/", officers.declare_hours, name="declare-hours"),
    path("conflicts/", officers.conflict_list, name="conflicts"),
    path("conflicts/new/", officers.declare_conflict, name="declare-conflict"),
    path("conflicts/<uuid:conflict_id>/end/", officers.end_conflict, name="end-conflict"),
    path("visits/<uuid:item_id>/", visits.item, name="item"),
    path("visits/<uuid:item_id>/adjust/", visits.adjust, name="adjust"),
    path("visits/<uuid:item_id>/drop/", visits.drop, name="drop"),
    path("visits/<uuid:item_id>/undo/", visits.undo, name="undo"),
    path("<uuid:plan_id>/", plans.plan, name="plan"),
    path("<uuid:plan_id>/visits/", visits.visit_list, name="visits"),
    path("<uuid:plan_id>/visits/new/", visits.add, name="add-visit"),
    path("<uuid:plan_id>/submit/", plans.submit, name="submit"),
    path("<uuid:plan_id>/approve/", plans.approve, name="approve"),
    path("<uuid:plan_id>/send-back/", plans.send_back, name="send-back"),
    path("<uuid:plan_id>/publish/", plans.publish, name="publish"),
]
