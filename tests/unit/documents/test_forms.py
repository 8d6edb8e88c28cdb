"""Payloads travel as JSON without loss, and say what they lack."""

import dataclasses
import json
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import wanghuo
from tests.factories.documents import order_at_once, payload
from wanghuo.registers.documents.domain import forms, gaps, wording
from wanghuo.registers.documents.domain.kinds import DocumentKind, Verdict

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
findings = st.builds(
    forms.Finding,
    description=words,
    where=words,
    deadline_on=st.none() | st.dates(),
    is_fixed_on_spot=st.booleans(),
    citations=st.lists(st.builds(forms.Citation, instrument=words, article=words), max_size=2).map(
        tuple
    ),
)
places = st.builds(
    forms.Place,
    name=words,
    address=words,
    floors_above=st.none() | st.integers(0, 200),
    floor_area_m2=st.none() | st.decimals(0, 10**6, places=2),
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(places, st.lists(findings, max_size=3).map(tuple), st.none() | st.dates())
def test_any_payload_comes_back_from_json_as_it_was(place, found, day):
    made = forms.OrderAtOnce(place=place, findings=found, inspected_on=day)
    sent = json.loads(json.dumps(forms.as_json(made)))

    assert forms.from_json(DocumentKind.ORDER_AT_ONCE, sent) == made


@pytest.mark.parametrize("kind", DocumentKind)
def test_a_whole_payload_lacks_nothing_and_comes_back_from_json(kind):
    made = payload(kind)

    assert forms.missing(made) == ()
    assert forms.from_json(kind, json.loads(json.dumps(forms.as_json(made)))) == made


def test_what_the_form_does_not_have_is_refused_by_name():
    sent = forms.as_json(order_at_once()) | {"penalty": "5000"}

    with pytest.raises(ValueError, match="penalty"):
        forms.from_json(DocumentKind.ORDER_AT_ONCE, sent)


def test_a_value_that_does_not_fit_is_refused():
    sent = forms.as_json(order_at_once()) | {"inspected_on": "soon"}

    with pytest.raises(ValueError, match="soon"):
        forms.from_json(DocumentKind.ORDER_AT_ONCE, sent)


class TestGivenAnswersOfACheckList:
    def test_when_items_share_a_box_then_one_failure_outweighs_the_rest(self):
        answers = [("exits", Verdict.PASS), ("exits", Verdict.FAIL), ("exits", Verdict.PASS)]

        assert wording.ticks_for(answers) == {"exits": ("BLOCKED",)}

    def test_when_a_committee_keeps_a_lane_clear_then_its_own_box_is_ticked(self):
        answers = [("committee.fire_lane", Verdict.PASS), ("committee.system", Verdict.FAIL)]

        assert wording.ticks_for(answers) == {
            "committee_upkeep": ("YES",),
            "committee_system": ("NO",),
        }

    def test_when_the_form_has_no_such_field_then_it_is_passed_over(self):
        assert wording.ticks_for([("coffee", Verdict.FAIL)]) == {}

    def test_when_violations_are_ordered_corrected_then_each_ticks_its_box_once(self):
        ticked = wording.order_items_for(["V09", "V10", "V05", "V23", None])

        assert ticked == ("HYDRANT_OR_SPACING", "NOT_IN_ORDER", "OTHER")


@pytest.mark.parametrize("kind", DocumentKind)
def test_everything_a_form_can_lack_has_a_name_for_people(kind):
    empty = forms.PAYLOADS[kind]()

    assert gaps.named(forms.missing(empty))
    required = {
        part.name
        for model in vars(forms).values()
        if dataclasses.is_dataclass(model)
        for part in dataclasses.fields(model)
        if part.metadata.get("required") and part.name not in {"place", "finding"}
    }
    assert required <= {gap.value for gap in gaps.Gap}


def test_every_name_that_fills_a_box_is_a_record_field_of_some_check_item():
    rules = Path(wanghuo.__file__).parent / "rules" / "cn"
    written = "".join(path.read_text(encoding="utf-8") for path in rules.rglob("*.yaml"))
    named = set(re.findall(r"record_field: *([\w.]+)", written))

    assert {name for box in wording.record_fields().values() for name in box.filled_by} <= named
