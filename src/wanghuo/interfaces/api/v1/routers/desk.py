"""What waits for the caller: the worklist of the first page, and the notifications of the bell."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Router, Schema

from wanghuo.foundation.support import clock
from wanghuo.insight.worklists import selectors
from wanghuo.insight.worklists.domain.lines import WorkGroup
from wanghuo.interfaces.api.v1.authentication import caller
from wanghuo.interfaces.api.v1.routing import read

router = Router(tags=["work"])


class WorkOut(Schema):
    """One line: what, where, why, until when, and the record it is about."""

    kind: str = Field(description="task, visit, hazard, document, plan, organization, person, job")
    record: UUID
    what: str
    where: str
    why: str
    due_on: date | None
    how: str = Field(description="how the last day was counted")
    rule: str
    basis: str = Field(description="citation of the rule, for the lines a page shows")
    waits_for: str
    address: str = Field(description="the page of the record")


class WorkGroupOut(Schema):
    key: str
    label: str
    lines: list[WorkOut]


class WorkGroups(Schema):
    items: list[WorkGroupOut]


@read(router, "/worklist/", shape=WorkGroups, summary="What the caller has to do, by urgency")
def worklist(request: HttpRequest) -> dict[str, Any]:
    return _groups(selectors.groups(caller(request), on=clock.today()))


@read(
    router, "/notifications/", shape=WorkGroups,
    summary="What is due, what is newly the caller's, and what others answered",
)  # fmt: skip
def notifications(request: HttpRequest) -> dict[str, Any]:
    return _groups(selectors.notifications(caller(request), on=clock.today()))


def _groups(groups: Iterable[WorkGroup]) -> dict[str, Any]:
    return {
        "items": [
            {"key": group.key, "label": str(group.label), "lines": group.lines} for group in groups
        ]
    }
