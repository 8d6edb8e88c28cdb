"""One record of every kind that an address can name, all of the north station."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import UUID

from tests.factories.district import District
from tests.factories.hazards import found, rules
from tests.factories.lived import Lived, lived
from tests.factories.pictures import photograph
from tests.factories.workbooks import place, small_places
from wanghuo.foundation.jobs import services as jobs
from wanghuo.foundation.jobs.models import Job
from wanghuo.foundation.journal import archive
from wanghuo.foundation.journal.models import Entry
from wanghuo.foundation.support import clock
from wanghuo.insight.planning import services as plans
from wanghuo.operations.hazards import services as hazards
from wanghuo.operations.hazards.domain.terms import Measure
from wanghuo.operations.hazards.models import Hazard
from wanghuo.operations.inspections import services as inspections
from wanghuo.operations.inspections.domain.terms import Purpose
from wanghuo.registers.access import services as access
from wanghuo.registers.access.models import Assignment
from wanghuo.registers.documents.models import Document, DocumentFile
from wanghuo.registers.policy import selectors as policy
from wanghuo.registers.premises import services as register
from wanghuo.registers.premises.domain.terms import FacilityKind
from wanghuo.registers.premises.models import Facility, ManagedEstate
from wanghuo.registers.premises.services import importing

SECRET = "北站秘密"


def everything(district: District, folder: Path) -> tuple[Lived, dict[str, list[UUID]]]:
    """Return what the north lived, and ids for every name of an id in an address."""
    made = lived(
        district, officer=district.officer, partner=district.second_officer,
        community=district.north_community, prefix=SECRET, number=3,
    )  # fmt: skip
    own, now = made.premises[0], clock.now()
    Facility.objects.all().delete()
    facility = register.record_facility(
        premises=own, kind=FacilityKind.EXTINGUISHER, count=2, by=district.officer, at=now
    )
    alias = register.add_alias(premises=own, name=f"{SECRET}老字号", by=district.officer, at=now)
    estate = ManagedEstate.objects.create(company=own, name=f"{SECRET}花园")
    under_way = inspections.start_visit(
        premises=own, purpose=Purpose.CAMPAIGN, reason="专项", by=district.auxiliary, at=now,
        partner=district.second_officer, rules=policy.rulebook(),
    )  # fmt: skip
    picture = inspections.attach_photograph(
        visit=under_way, content=photograph(), by=district.officer, at=now
    )
    hazard = Hazard.objects.filter(found_in=made.visits[0].pk).get()
    hazards.request_extension(
        hazard=hazard, requested_by="周掌柜", reason="缺配件",
        until=hazard.deadline + timedelta(days=3), by=district.officer, at=now, **rules(),
    )  # fmt: skip
    document = Document.objects.filter(subject_id=made.visits[0].pk).first()
    assert document is not None
    ids = {
        "premises_id": own.pk, "task_id": made.tasks[0].pk, "visit_id": under_way.pk,
        "hazard_id": hazard.pk, "document_id": document.pk, "photograph_id": picture.pk,
        "file_id": DocumentFile.objects.filter(document=document).get().pk,
        "row_id": facility.pk, "alias_id": alias.pk, "estate_id": estate.pk,
        "transfer_id": _transfer(district, made),
        "batch_id": _batch(district, folder), "job_id": _job(district),
        "person_id": district.officer.pk, "token_id": _token(district),
        "assignment_id": Assignment.objects.get(person=district.officer).pk,
    }  # fmt: skip
    ids |= _plan(district, made) | {"entry_id": _entry(district)}
    several = {name: [pk] for name, pk in ids.items()}
    several["hazard_id"] += Hazard.objects.filter(description__startswith=SECRET).values_list(
        "pk", flat=True
    )
    return made, several


def _transfer(district: District, made: Lived) -> UUID:
    """Leave one hazard to be ordered and send another to the brigade."""
    found(
        district, premises=made.premises[1], description=f"{SECRET}未下达",
        at=clock.now() - timedelta(hours=1),
    )  # fmt: skip
    sent = found(
        district, premises=made.premises[2], measure=Measure.TRANSFER, violation="V01",
        description=f"{SECRET}未经许可", at=clock.now() - timedelta(hours=1),
    )  # fmt: skip
    return hazards.transfer(
        hazard=sent, to=district.brigade, reason="未经许可", by=district.officer, at=clock.now(),
        **rules(),
    ).pk  # fmt: skip


def _batch(district: District, folder: Path) -> UUID:
    path = small_places(folder / f"{SECRET}.xlsx", [place(1, name=f"{SECRET}便利店")])
    batch = importing.begin(
        station=district.north, content=path.read_bytes(), source=path.name, by=district.chief,
        at=clock.now(),
    )  # fmt: skip
    importing.read(batch)
    importing.confirm_columns(batch, at=clock.now())
    return importing.compare(batch).pk


def _job(district: District) -> UUID:
    job = jobs.start("planning.draft", by=district.officer, at=clock.now(), parameters={})
    kept = archive.keep(SECRET.encode(), name=f"{SECRET}.txt", media_type="text/plain")
    Job.objects.filter(pk=job.pk).update(
        summary={"north": SECRET}, result_digest=kept.digest, result_name=f"{SECRET}.txt",
        result_media_type="text/plain",
    )  # fmt: skip
    return job.pk


def _token(district: District) -> UUID:
    return access.make_token(
        person=district.officer, name=SECRET, secret="another-long-secret", at=clock.now()
    ).pk


def _plan(district: District, made: Lived) -> dict[str, UUID]:
    year = clock.today().year + 1
    plan = plans.draft(
        station=district.north, year=year, by=district.chief, at=clock.now()
    )  # fmt: skip
    conflict = plans.declare_conflict(
        person=district.fire_officer, premises=made.premises[0], reason=f"{SECRET}亲属",
        by=district.chief, at=clock.now(),
    )  # fmt: skip
    item = plan.items.order_by("month", "id").first()
    assert item is not None
    return {"plan_id": plan.pk, "item_id": item.pk, "conflict_id": conflict.pk}


def _entry(district: District) -> UUID:
    entry = Entry.objects.filter(kind="premises.registered").order_by("at").first()
    assert entry is not None
    return entry.pk
