"""Rules are data to be trusted: sourced, no overlap or gap, complete in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from wanghuo.foundation.kernel.spans import Span
from wanghuo.foundation.rulebook import book, checklists, competence, duties, proofs, violations
from wanghuo.foundation.rulebook.editions import Certainty, EditionStatus, Rule
from wanghuo.foundation.rulebook.small_places import SmallKind
from wanghuo.registers.organization.domain.kinds import PostKind
from wanghuo.registers.policy.domain import touching

RULES = book.shipped()
EVERY = list(RULES.all())
ON = date(2026, 11, 23)
LISTS = RULES.known_keys("checklists.")
ITEMS = RULES.known_keys("check_items.")


def named(rule: Rule) -> str:
    return f"{rule.place}/{rule.key}" if rule.place else rule.key


def bilingual_parts(value: Any, where: str) -> Iterator[tuple[str, dict[str, str]]]:
    if isinstance(value, dict):
        if set(value) & {"zh", "en"}:
            yield where, value
        else:
            for name, inner in value.items():
                yield from bilingual_parts(inner, f"{where}.{name}")
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from bilingual_parts(inner, f"{where}[{place}]")


@pytest.mark.parametrize("rule", EVERY, ids=named)
class TestEveryRule:
    def test_says_where_it_stands_and_when_that_was_read(self, rule: Rule):
        for edition in rule.editions:
            assert edition.source.citation.instrument.title.is_complete
            assert edition.source.read_on <= ON

    def test_has_editions_that_neither_overlap_nor_leave_an_unexplained_gap(self, rule: Rule):
        for earlier, later in zip(rule.editions, rule.editions[1:], strict=False):
            assert not earlier.in_force.overlaps(later.in_force)
            has_gap = earlier.in_force.end != later.in_force.start
            assert not has_gap or rule.gaps_explained

    def test_has_a_title_and_every_text_in_both_languages(self, rule: Rule):
        assert rule.title.is_complete
        for edition in rule.editions:
            assert edition.note.is_complete or not edition.note
            for where, part in bilingual_parts(edition.value, rule.key):
                assert part.get("zh", "").strip() and part.get("en", "").strip(), where

    def test_is_local_policy_when_its_wording_was_not_verified(self, rule: Rule):
        for edition in rule.editions:
            if edition.certainty in {Certainty.C, Certainty.U}:
                assert edition.status is EditionStatus.LOCAL_POLICY

    def test_can_be_read_by_those_who_ask_for_it_on_every_first_day(self, rule: Rule):
        for edition in rule.editions:
            on = max(edition.since, date(2021, 4, 29))
            proofs.prove(RULES, rule.key, on=on, place=rule.place)


@pytest.mark.parametrize("key", LISTS)
class TestEveryCheckList:
    def test_has_a_handful_to_two_dozen_items_without_repetition(self, key: str):
        found = [item.key for item in checklists.checklist(RULES, key, on=ON).items]

        assert 9 <= len(found) <= 24
        assert len(found) == len(set(found))

    def test_maps_each_item_to_a_known_violation_and_act(self, key: str):
        known = violations.catalogue(RULES, on=ON)
        numbers = {act.number: act for act in violations.acts(RULES, on=ON)}
        for item in checklists.checklist(RULES, key, on=ON).items:
            assert not item.violation or item.violation in known
            assert item.act is None or item.act in numbers
            if item.act and item.violation:
                assert item.violation in numbers[item.act].violations, item.key

    def test_offers_days_for_what_is_ordered_by_a_date(self, key: str):
        for item in checklists.checklist(RULES, key, on=ON).items:
            if item.order is checklists.Order.BY_DATE:
                assert item.default_days > 0, item.key


def test_every_check_item_stands_in_a_list():
    listed = {item.key for key in LISTS for item in checklists.checklist(RULES, key, on=ON).items}

    assert {key.removeprefix("check_items.") for key in ITEMS} == listed


def test_every_check_item_tells_where_how_right_and_wrong_in_both_languages():
    for key in ITEMS:
        item = checklists.check_item(RULES, key.removeprefix("check_items."), on=ON)
        for part in (item.title, item.where, item.how, item.right, item.wrong):
            assert part.is_complete, key
        for fault in item.faults:
            assert fault.title.is_complete, key
        assert len({fault.code for fault in item.faults}) == len(item.faults), key
        assert not item.then or item.then.is_complete, key


def test_each_of_the_ten_acts_can_be_found_with_the_list_for_units():
    listed = checklists.checklist(RULES, "checklists.unit", on=ON).items
    broken = {item.violation for item in listed}
    broken |= {fault.violation for item in listed for fault in item.faults if fault.violation}

    for act in violations.acts(RULES, on=ON):
        assert broken & set(act.violations), act.number


def test_a_fault_that_breaks_another_duty_names_a_known_violation():
    known = violations.catalogue(RULES, on=ON)
    for key in ITEMS:
        item = checklists.check_item(RULES, key.removeprefix("check_items."), on=ON)
        for fault in item.faults:
            assert not fault.violation or fault.violation in known, key


def test_there_is_a_list_for_each_kind_of_object_and_each_small_kind():
    kinds = ["UNIT", "PROPERTY_COMPANY", "RESIDENTS_COMMITTEE", "VILLAGERS_COMMITTEE"]

    assert all(checklists.checklist_for(RULES, kind, on=ON).items for kind in kinds)
    assert all(checklists.checklist_for(RULES, "UNIT", kind, on=ON).items for kind in SmallKind)


def test_every_post_has_a_duty_list_whose_lines_cite_an_article_or_say_practice():
    for post in PostKind:
        listed = duties.duties_of(RULES, post, on=ON)
        assert listed
        for duty in listed:
            assert duty.citations
            assert duty.title.is_complete and duty.detail.is_complete


def test_the_catalogue_holds_thirty_violations_in_order():
    assert list(violations.catalogue(RULES, on=ON)) == [f"V{n:02d}" for n in range(1, 31)]


def test_the_ten_acts_are_ten():
    assert [act.number for act in violations.acts(RULES, on=ON)] == list(range(1, 11))


def test_what_must_be_transferred_says_to_whom_and_within_which_deadline():
    for matter in competence.matrix(RULES, on=ON).values():
        if matter.allowed[competence.Verb.TRANSFER]:
            assert matter.transfer_to, matter.key
        assert not matter.transfer_deadline or RULES.has(matter.transfer_deadline)
    for violation in violations.catalogue(RULES, on=ON).values():
        assert RULES.has(violation.transfer_deadline)


def test_a_cited_article_of_a_shipped_text_exists():
    for rule in EVERY:
        for edition in rule.editions:
            for citation in [edition.source.citation, *cited_in(edition.value)]:
                text = RULES.text(citation.instrument.code)
                for number in citation.articles if text else ():
                    assert text.article(number), f"{named(rule)}: {citation.code}"


def cited_in(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from cited_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from cited_in(inner)
    elif isinstance(value, str) and value.split(" ")[0] in RULES.instruments and value != "LOCAL":
        yield RULES.citation(value)


def test_a_shipped_text_is_complete_and_names_its_origin():
    text = RULES.text("FL")

    assert list(text.articles) == [str(number) for number in range(1, 75)]
    assert text.origin.is_complete
    assert text.article("53").text.startswith("消防救援机构应当对机关、团体、企业、事业等单位")


def test_a_change_to_an_item_touches_every_list_it_stands_in():
    touched = touching.referring(RULES, "check_items.extinguishers", on=ON)

    expected = [
        key
        for key in LISTS
        if checklists.checklist(RULES, key, on=ON).item("extinguishers") is not None
    ]
    assert {touch.key for touch in touched} >= set(expected)


def test_a_rule_is_in_force_on_every_day_of_this_year():
    this_year = Span(date(2026, 1, 1), date(2027, 1, 1))
    for key in RULES.known_keys():
        for on in (this_year.start, ON, date(2027, 1, 1) - timedelta(days=1)):
            assert RULES.edition(key, on=on, place="320902")


def test_every_duty_that_names_a_page_names_one_that_exists():
    for post in PostKind:
        for duty in duties.duties_of(RULES, post, on=ON):
            assert not duty.page or reverse(duty.page)
