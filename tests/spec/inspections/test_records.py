"""The inspection record says what was seen, in the box of the form made for it."""

from __future__ import annotations

import pytest

from tests.factories import inspections as made
from tests.factories.district import District
from wanghuo.foundation.rulebook import checklists
from wanghuo.foundation.rulebook.small_places import SmallKind
from wanghuo.operations.hazards.models import Hazard
from wanghuo.operations.inspections.domain.sheet import NoSuchFault
from wanghuo.operations.inspections.models import Visit
from wanghuo.registers.documents import selectors as documents
from wanghuo.registers.documents.domain import wording
from wanghuo.registers.documents.domain.forms import InspectionRecord
from wanghuo.registers.policy import selectors as policy
from wanghuo.registers.premises.domain.terms import PremisesKind


def record_of(visit: Visit) -> InspectionRecord:
    return documents.about(visit).get(kind="INSPECTION_RECORD").contents


def test_when_a_fault_is_recorded_then_only_the_duty_it_breaks_is_cited(district: District):
    visit = made.visit(district)
    made.fail(district, visit, "evacuation_routes", note="疏散通道堆放纸箱")
    made.all_right(district, visit)

    (found,) = record_of(visit).findings
    cited = [(citation.instrument, citation.article) for citation in found.citations]

    assert cited == [("中华人民共和国消防法", "第二十八条")]


class TestGivenFaultsThatWereChosen:
    def test_then_the_record_ticks_just_the_boxes_they_are(self, district: District):
        visit = made.visit(district)
        made.fail(district, visit, "extinguishers", faults=["NOT_SET", "WRONG_PLACE"])
        made.fail(district, visit, "exits_clear", faults=["LOCKED"])
        made.all_right(district, visit)

        ticks = record_of(visit).ticks
        assert ticks["extinguishers"] == ("NOT_SET", "WRONG_PLACE")
        assert ticks["exits"] == ("LOCKED",)

    def test_when_nothing_is_typed_then_hazard_and_order_say_what_was_chosen(
        self, district: District
    ):
        visit = made.visit(district)
        made.fail(district, visit, "exits_clear", faults=["LOCKED"])
        made.all_right(district, visit)

        assert Hazard.objects.get().description == "安全出口上锁、封闭"

    def test_when_the_place_is_typed_too_then_it_stands_in_brackets(self, district: District):
        visit = made.visit(district)
        made.fail(district, visit, "exits_clear", faults=["LOCKED"], note="二楼东侧。")
        made.all_right(district, visit)

        assert Hazard.objects.get().description == "安全出口上锁、封闭（二楼东侧）"

    def test_when_a_fault_breaks_another_duty_then_the_order_ticks_that_one(
        self, district: District
    ):
        visit = made.visit(district)
        made.fail(district, visit, "extinguishers", faults=["TOO_FEW"])
        made.all_right(district, visit)

        hazard = Hazard.objects.select_related("order").get()
        assert hazard.violation == "V04"
        assert hazard.order.contents.items == ("BELOW_STANDARD",)

    def test_when_only_the_drill_is_missing_then_the_plan_is_ticked_as_there(
        self, district: District
    ):
        visit = made.visit(district)
        made.fail(district, visit, "evacuation_plan_and_drill", faults=["NO_DRILL"])
        made.all_right(district, visit)

        ticks = record_of(visit).ticks
        assert (ticks["plan"], ticks["drills"]) == (("YES",), ("NO",))

    def test_when_the_item_has_no_such_fault_then_it_is_refused(self, district: District):
        visit = made.visit(district)

        with pytest.raises(NoSuchFault):
            made.fail(district, visit, "exits_clear", faults=["EXPIRED"])


class TestGivenAnItemTheFormHasNoLineFor:
    def test_then_its_answer_stands_in_the_line_other_of_its_part(self, district: District):
        visit = made.visit(district)
        made.fail(district, visit, "wiring", faults=["STRUNG"])
        made.all_right(district, visit)

        management = record_of(visit).others["management"]
        assert "不合格：电气线路" in management
        assert "合格：消防安全责任人和管理人" in management


class TestGivenAPermitThatIsMissing:
    def test_then_only_the_box_of_that_permit_is_ticked(self, district: District):
        visit = made.visit(district)
        made.fail(district, visit, "completion_filing", faults=["NOT_FILED"])
        made.all_right(district, visit)

        assert record_of(visit).transfers == ("NOT_FILED",)


def test_when_somebody_smokes_among_dangerous_goods_then_the_order_ticks_smoking(
    district: District,
):
    visit = made.visit(district)
    made.fail(district, visit, "dangerous_goods_handling", faults=["SMOKING"])
    made.all_right(district, visit)

    assert Hazard.objects.select_related("order").get().order.contents.items == ("SMOKING",)


def every_list() -> list[checklists.CheckList]:
    rules = policy.rulebook()
    on = made.MONDAY
    kinds = [(kind.value, "") for kind in PremisesKind] + [("UNIT", kind) for kind in SmallKind]
    return [checklists.checklist_for(rules, kind, small, on=on) for kind, small in kinds]


@pytest.mark.django_db
def test_every_fault_that_names_a_box_names_one_of_its_own_line():
    lines = wording.fields_filled_by()
    for item in (item for listed in every_list() for item in listed.items):
        options = {
            box
            for field in lines.get(item.record_field, ())
            for option in field.options
            for box in (option.code, f"{field.key}.{option.code}")
        }
        for fault in item.faults:
            assert not fault.box or fault.box in options, (item.key, fault.code)


@pytest.mark.django_db
def test_a_line_with_several_wrong_boxes_lets_the_officer_choose_each():
    """Else the record would claim a fault that nobody saw."""
    lines = wording.fields_filled_by()
    asked = {item.key: item for listed in every_list() for item in listed.items}
    choosable: dict[str, set[str]] = {}
    for item in asked.values():
        for field in lines.get(item.record_field, ()):
            codes = {(fault.box or fault.code).split(".")[-1] for fault in item.faults}
            choosable.setdefault(field.key, set()).update(codes)
    for key, field in wording.record_fields().items():
        wrong = {o.code for o in field.options if o.answers is None or o.answers == "FAIL"}
        if len(wrong) > 1 and key in choosable and key != "fire_lane":
            assert wrong <= choosable[key], key
