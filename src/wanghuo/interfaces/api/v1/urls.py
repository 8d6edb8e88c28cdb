"""The API and its description at ``/api/v1/openapi.json``."""

from django.urls import path

from wanghuo import __version__
from wanghuo.interfaces.api.v1 import problems
from wanghuo.interfaces.api.v1.authentication import Session, Token
from wanghuo.interfaces.api.v1.description import DescribedAPI
from wanghuo.interfaces.api.v1.routers import (
    choices,
    desk,
    documents,
    figures,
    ground,
    hazards,
    imports,
    ledgers,
    officers,
    organization,
    papers,
    particulars,
    people,
    planning,
    premises,
    rules,
    tasks,
    texts,
    timelines,
    visits,
    work,
    working_days,
)

api = DescribedAPI(
    title="Wanghuo 望火",
    version=__version__,
    description="Grassroots fire supervision: every list and verb of the screens.",
    docs_url=None,
    urls_namespace="api-v1",
    auth=[Token(), Session()],
)
problems.install(api)
ROOMS = (
    organization, people, choices, premises, particulars, imports, tasks, visits, hazards,
    documents, papers, planning, officers, rules, texts, working_days, ground, timelines, desk,
    figures, ledgers, work,
)  # fmt: skip
for room in ROOMS:
    api.add_router("", room.router)

urlpatterns = [path("", api.urls)]
