"""Long work: drafting the plans of many stations."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from wanghuo.foundation.jobs import registry
from wanghuo.foundation.jobs.models import Failure
from wanghuo.foundation.jobs.run import Run
from wanghuo.foundation.kernel.refusals import Refused
from wanghuo.foundation.kernel.words import gettext_noop
from wanghuo.foundation.support import clock, speech
from wanghuo.insight.planning import services
from wanghuo.registers.access.models import Person
from wanghuo.registers.organization import selectors as organization


@registry.work(
    "planning.draft", title=gettext_noop("Drafting annual plans"),
    counts={
        "year": gettext_noop("Year"),
        "visits": gettext_noop("Visits planned"),
        "missing": gettext_noop("Visits missing"),
    },
)  # fmt: skip
def draft_plans(
    run: Run, *, year: int, stations: list[str], seed: str = "", reason: str = ""
) -> dict[str, Any]:
    """
    Draft one plan per station code, each in a transaction of its own.

    A station that refuses is listed with its reason; the others go on.
    """
    by = Person.objects.get(pk=UUID(str(run.job.by_id)))
    made: dict[str, str] = {}
    failures: list[Failure] = []
    visits = missing = 0
    for number, code in enumerate(stations, start=1):
        run.progress(number - 1, len(stations), code)
        try:
            station = organization.organization(code)
            plan = services.draft(
                station=station, year=year, seed=seed, reason=reason, by=by, at=clock.now()
            )
        except Refused as refusal:
            said = speech.said(refusal)
            failures.append(
                Failure(row=number, value=code, code=said.code, reason=said.sentence,
                        remedy=said.remedy)
            )  # fmt: skip
            continue
        made[code] = str(plan.pk)
        visits, missing = visits + plan.visits, missing + plan.missing_visits
    run.fail_rows(failures)
    run.progress(len(stations), len(stations))
    return {"year": year, "plans": made, "visits": visits, "missing": missing}
