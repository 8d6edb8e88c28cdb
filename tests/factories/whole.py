"""A district in which everything has happened once: a record in every state a page can show."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

from tests.factories import hazards as hazard
from tests.factories import inspections as inspection
from tests.factories import workbooks
from tests.factories.district import District
from tests.factories.documents import drawn_hand
from tests.factories.hazards import rules as law
from tests.factories.inspections import all_right, fail, finish
from tests.factories.lived import fault_key
from tests.factories.premises import premises
from tests.factories.premises import rules as shipped
from wanghuo.foundation.jobs import services as jobs
from wanghuo.foundation.support import clock
from wanghuo.insight.planning import services as planning
from wanghuo.operations.hazards import services as hazards
from wanghuo.operations.hazards.domain.terms import Answer, Grade, Measure, Outcome
from wanghuo.operations.hazards.models import Hazard, Transfer
from wanghuo.operations.inspections import services as inspections
from wanghuo.operations.inspections.domain.terms import Origin, Purpose
from wanghuo.operations.inspections.models import Task
from wanghuo.registers.access import selectors as people
from wanghuo.registers.access import services as access
from wanghuo.registers.documents import services as documents
from wanghuo.registers.documents.domain.kinds import DocumentKind
from wanghuo.registers.documents.domain.sheets import SignatureRole
from wanghuo.registers.documents.domain.states import ServiceMethod
from wanghuo.registers.documents.models import Document
from wanghuo.registers.policy import services as policy
from wanghuo.registers.premises import services as register
from wanghuo.registers.premises.domain.terms import PremisesKind
from wanghuo.registers.premises.models import Premises
from wanghuo.registers.premises.services import importing

SHOP = {"occupancy": "MARKET", "small_kind": "SHOP", "floor_area_m2": "86", "head_name": "周掌柜"}


def whole(district: District, folder: Path) -> None:
    """Live everything once at the north station; ``folder`` takes the workbooks it imports."""
    now = clock.now()
    _register(district, folder, now)
    _tasks_and_visits(district, now)
    _hazards(district, now)
    _papers(district, now)
    _plans(district, now)
    _decisions(district, now)


def _place(district: District, name: str) -> Premises:
    return premises(district, name, at=clock.now() - timedelta(days=200), **SHOP)


def _register(district: District, folder: Path, now: datetime) -> None:
    premises(
        district, "安居物业公司", kind=PremisesKind.PROPERTY_COMPANY, at=now - timedelta(days=200)
    )
    closed = _place(district, "关门五金店")
    register.close(
        premises=closed, reason="歇业", on=clock.today(), version=closed.version,
        by=district.fire_officer, at=now,
    )  # fmt: skip
    rows = [workbooks.place(1), workbooks.place(2, name=""), workbooks.place(3)]
    waiting = workbooks.small_places(folder / "等待确认.xlsx", rows)
    _compared(district, waiting, now)
    entered = workbooks.small_places(folder / "已录入.xlsx", [workbooks.place(4)])
    importing.apply(
        _compared(district, entered, now), by=district.fire_officer, at=now, rules=shipped()
    )


def _compared(district: District, path: Path, now: datetime) -> importing.ImportBatch:
    batch = importing.begin(
        station=district.north, content=path.read_bytes(), source=path.name,
        by=district.fire_officer, at=now,
    )  # fmt: skip
    importing.read(batch)
    importing.confirm_columns(batch, at=now)
    return importing.compare(batch)


def _tasks_and_visits(district: District, now: datetime) -> None:
    def due(name: str, days: int) -> Task:
        return inspections.open_task(
            premises=_place(district, name), origin=Origin.MANUAL, purpose=Purpose.ROUTINE,
            due_on=clock.today() + timedelta(days=days), partner=district.second_officer,
            by=district.deputy, at=now - timedelta(days=9),
            reason_facts={"description": "开业前检查", "by": district.deputy.name},
        )  # fmt: skip

    due("今日到期店", 0)
    due("逾期店", -5)
    due("下周店", 6)
    excused = due("停业店", -1)
    inspections.excuse_task(task=excused, reason="停业装修", by=district.chief, at=now)
    inspection.visit(district, task=due("正在检查店", 1), at=now, is_id_shown=False)
    begun = inspection.visit(district, task=due("发现问题店", 1), at=now)
    fail(district, begun, fault_key(begun))
    answered = inspection.visit(district, task=due("即将完成店", 1), at=now)
    inspections.answer_rest(visit=answered, by=district.officer, at=now, rules=shipped())
    all_right(district, inspection.visit(district, task=due("检查完毕店", 2), at=now))


def _hazards(district: District, now: datetime) -> None:
    """Bring one hazard into each state between finding and closure."""
    today = clock.today()
    earlier = now - timedelta(days=20)

    def ordered(name: str, *, days: int = 7, **facts: object) -> Hazard:
        at = now - timedelta(days=days)
        return hazard.ordered(
            district, at=at, premises=_place(district, name),
            deadline_on=at.date() + timedelta(days=7), **facts,
        )  # fmt: skip

    hazard.found(district, at=now, premises=_place(district, "刚发现店"))
    ordered("已责令店", days=1)
    asking = ordered("申请延期店", days=2)
    hazards.request_extension(
        hazard=asking, requested_by="周掌柜", reason="材料未到", until=today + timedelta(days=9),
        by=district.officer, at=now, **law(),
    )  # fmt: skip
    for name, outcome, days in [
        ("部分改正店", Outcome.PARTLY, 3), ("未改正店", Outcome.NOT_CORRECTED, 12),
        ("已改正店", Outcome.CORRECTED, 6),
    ]:  # fmt: skip
        one = ordered(name, days=days)
        visit = inspection.visit(district, task=Task.objects.get(hazard=one), at=now)
        inspections.recheck(
            visit=visit, hazard=one, outcome=outcome, note="复查情况", by=district.officer, at=now,
            next_deadline_on=today + timedelta(days=5) if outcome is Outcome.PARTLY else None,
        )  # fmt: skip
        finish(district, visit, at=now)
    severe = hazard.found(
        district, at=earlier, premises=_place(district, "重大隐患店"), grade=Grade.SEVERE,
        measure=Measure.REPORT,
    )  # fmt: skip
    hazards.issue_orders(
        visit_id=severe.found_in, hazards=[severe], danger="人员密集，出口封堵",
        by=district.officer, at=earlier, **law(),
    )  # fmt: skip
    _transfers(district, now)


def _transfers(district: District, now: datetime) -> None:
    def sent(name: str) -> Transfer:
        return hazards.transfer(
            hazard=hazard.found(
                district, at=now - timedelta(days=3), premises=_place(district, name),
                measure=Measure.TRANSFER, violation="V01",
            ),
            to=district.brigade, reason="依法移送", by=district.officer,
            at=now - timedelta(days=2), **law(),
        )  # fmt: skip

    hazard.found(
        district, at=now, premises=_place(district, "待移送店"), measure=Measure.TRANSFER,
        violation="V01",
    )  # fmt: skip
    sent("已移送店")
    for name, answer in [
        ("已接收店", None), ("已答复店", Answer.CASE_FILED), ("退回店", Answer.RETURNED),
    ]:  # fmt: skip
        letter = sent(name)
        hazards.record_receipt(transfer=letter, by=district.brigade_officer, at=now, **law())
        if answer:
            hazards.record_reply(
                transfer=letter, answer=answer, note="情况已核", by=district.brigade_officer,
                at=now, **law(),
            )  # fmt: skip


def _papers(district: District, now: datetime) -> None:
    """Sign and serve one order, void another."""
    orders = Document.objects.filter(kind=DocumentKind.ORDER_BY_DATE).order_by("number")
    first, second = orders[:2]
    documents.sign(
        document=first, role=SignatureRole.OFFICER, name=district.officer.name,
        picture=drawn_hand(), by=district.officer, at=now,
    )  # fmt: skip
    documents.serve(
        document=first, method=ServiceMethod.DIRECT, recipient="周掌柜", served_at=now,
        by=district.officer, at=now,
    )  # fmt: skip
    documents.void(document=second, reason="当事人名称写错", by=district.chief, at=now)


def _plans(district: District, now: datetime) -> None:
    """Leave a plan in force, one that falls short and waits for the chief, and a draft."""
    year = clock.today().year
    for officer in people.officers_of(district.north):
        planning.declare_hours(
            person=officer, year=year + 2, minutes=dict.fromkeys(range(1, 13), 20),
            by=district.deputy, at=now,
        )  # fmt: skip
    planning.declare_conflict(
        person=district.second_officer, premises=Premises.objects.get(name="今日到期店"),
        reason="亲属经营", by=district.deputy, at=now,
    )  # fmt: skip
    for ahead in (1, 2, 3):
        plan = planning.draft(
            station=district.north, year=year + ahead, by=district.fire_officer, at=now
        )
        if ahead < 3:
            plan = planning.submit(plan=plan, by=district.fire_officer, at=now)
        if ahead < 2:
            plan = planning.approve(
                plan=plan, by=district.chief, at=now,
                shortage_decision="由副所长带队补齐" if plan.is_short else "",
            )  # fmt: skip
            planning.publish(plan=plan, by=district.chief, at=now)


def _decisions(district: District, now: datetime) -> None:
    today = clock.today()
    policy.add_local_edition(
        key="deadlines.reinspection", place="320902", since=today + timedelta(days=30), until=None,
        value={"amount": 5, "unit": "WORKING_DAY", "from": "PERIOD_OVER_OR_REQUEST"},
        reason="分局会议纪要第3号", by=district.bureau_supervisor, at=now,
    )  # fmt: skip
    policy.set_day(
        day=date(today.year + 1, 5, 6), is_worked=False, reason="调休",
        by=district.bureau_supervisor, at=now,
    )  # fmt: skip
    access.make_token(person=district.officer, name="手持终端", secret="a-secret-of-a-device",
                      at=now)  # fmt: skip
    jobs.start(
        "planning.draft", by=district.bureau_supervisor, at=now,
        parameters={"year": today.year + 4, "stations": [district.south.code], "seed": "",
                    "reason": ""},
    )  # fmt: skip
