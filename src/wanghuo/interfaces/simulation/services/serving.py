"""Brings what was issued to whom it is for: most papers at once, the rest within days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from wanghuo.interfaces.simulation.domain import fate
from wanghuo.interfaces.simulation.services.world import World
from wanghuo.operations.hazards.models import Hazard, SevereReport
from wanghuo.operations.inspections.models import Visit
from wanghuo.registers.documents import services as documents
from wanghuo.registers.documents.domain.states import (
    NEED_SERVICE,
    DocumentStatus,
    Relation,
    ServiceMethod,
)
from wanghuo.registers.documents.models import Document

ON_THE_SPOT_IN_HUNDRED = 96
BROUGHT_AFTER = 1
"""Days until a paper that nobody took on the spot is brought again; on the day after at most."""


def serve_orders(found: Iterable[Hazard], visit: Visit, at: datetime, world: World) -> None:
    """Hand the orders of a visit over, or bring those back that nobody would take."""
    orders = {hazard.order_id for hazard in found if hazard.order_id}
    issued = Document.objects.filter(pk__in=orders, kind__in=NEED_SERVICE)
    for document in issued.filter(status=DocumentStatus.ISSUED).order_by("id"):
        if world.rng.random() * 100 < ON_THE_SPOT_IN_HUNDRED:
            _serve(document.pk, visit.accompanied_by, Relation.STAFF, at, world)
        else:
            head = visit.premises.head_name or visit.accompanied_by
            _later(document.pk, head, Relation.HEAD, at, world)


def serve_reports(hazards: Iterable[UUID], at: datetime, world: World) -> None:
    """Take reports of severe hazards to the township and the brigade they are for."""
    reports = SevereReport.objects.filter(
        hazard__in=list(hazards), document__status=DocumentStatus.ISSUED
    ).select_related("township", "brigade")
    for report in {report.document_id: report for report in reports.order_by("id")}.values():
        to = f"{report.township.name}、{report.brigade.name}"
        _later(report.document_id, to, Relation.AGENCY, at, world)


def _later(
    document_id: UUID, recipient: str, relation: Relation, at: datetime, world: World
) -> None:
    days = BROUGHT_AFTER + fate.delay(0.5, world.rng, most=1)
    world.later(at, days, lambda now: _serve(document_id, recipient, relation, now, world))


def _serve(
    document_id: UUID, recipient: str, relation: Relation, at: datetime, world: World
) -> None:
    document = Document.objects.get(pk=document_id)
    if document.status != DocumentStatus.ISSUED:
        return
    documents.serve(
        document=document, method=ServiceMethod.DIRECT, recipient=recipient, relation=relation,
        served_at=at, by=world.person(document.accountable_id or document.issued_by_id), at=at,
    )  # fmt: skip
