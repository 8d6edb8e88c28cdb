"""Addresses of the room: /tasks/ and /visits/."""

from django.urls import path

from wanghuo.operations.inspections.views import (
    answering,
    asking,
    finishing,
    lists,
    starting,
    tasks,
    visits,
)

app_name = "inspections"
urlpatterns = [
    path("tasks/", lists.task_list, name="tasks"),
    path("tasks/new/<uuid:premises_id>/", asking.open_task, name="open-task"),
    path("tasks/reassign/", tasks.reassign_many, name="reassign-many"),
    path("tasks/<uuid:task_id>/", tasks.task, name="task"),
    path("tasks/<uuid:task_id>/start/", starting.start, name="start"),
    path("tasks/<uuid:task_id>/excuse/", tasks.excuse, name="excuse"),
    path("tasks/<uuid:task_id>/cancel/", tasks.cancel, name="cancel"),
    path("tasks/<uuid:task_id>/reassign/", tasks.reassign, name="reassign"),
    path("visits/", lists.visit_list, name="visits"),
    path("visits/new/<uuid:premises_id>/", starting.start_unscheduled, name="start-unscheduled"),
    path("visits/photographs/<uuid:photograph_id>.jpg", visits.photograph, name="photograph"),
    path("visits/<uuid:visit_id>/", visits.visit, name="visit"),
    path("visits/<uuid:visit_id>/identity/", starting.identity, name="identity"),
    path("visits/<uuid:visit_id>/answer/", answering.answer, name="answer"),
    path("visits/<uuid:visit_id>/sheet/", answering.whole_sheet, name="sheet"),
    path("visits/<uuid:visit_id>/rest/", answering.rest, name="rest"),
    path("visits/<uuid:visit_id>/recheck/<uuid:hazard_id>/", answering.recheck, name="recheck"),
    path("visits/<uuid:visit_id>/draft/", answering.draft, name="draft"),
    path("visits/<uuid:visit_id>/photographs/", answering.attach, name="attach"),
    path("visits/<uuid:visit_id>/finish/", finishing.finish, name="finish"),
    path(
        "visits/<uuid:visit_id>/preview/<int:number>.<str:media>", finishing.preview, name="preview"
    ),
    path("visits/<uuid:visit_id>/report/", finishing.report, name="report"),
    path("visits/<uuid:visit_id>/discard/", finishing.discard, name="discard"),
]
