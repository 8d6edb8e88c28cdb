"""What holds for visits and tasks whatever is sent, however often and in whatever order."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from wanghuo.foundation.kernel.ids import uuid7
from wanghuo.foundation.rulebook.book import SHIPPED, Rulebook
from wanghuo.foundation.rulebook.calendar import WorkingCalendar
from wanghuo.foundation.rulebook.checklists import checklist
from wanghuo.operations.hazards.domain.terms import Measure
from wanghuo.operations.inspections.domain import findings, lifecycle, sheet
from wanghuo.operations.inspections.domain.findings import Chosen
from wanghuo.operations.inspections.domain.sheet import REST, Given
from wanghuo.operations.inspections.domain.terms import TaskStatus, Verdict

RULES = Rulebook.from_folders([SHIPPED])
MONDAY = date(2026, 11, 23)
UNIT = checklist(RULES, "checklists.unit", on=MONDAY)
KEYS = [item.key for item in UNIT.items]
AT = datetime(2026, 11, 23, 10, tzinfo=UTC)

own_answers = st.dictionaries(st.sampled_from(KEYS), st.sampled_from(list(Verdict)))
statuses = st.sampled_from(list(TaskStatus))


def given_answers(answers: dict[str, Verdict], rest: Verdict | None = None) -> list[Given]:
    made = [Given(uuid7(), key, verdict, AT, "有问题") for key, verdict in answers.items()]
    return made + ([Given(uuid7(), REST, rest, AT)] if rest else [])


@given(own_answers, st.lists(st.sampled_from(KEYS), unique=True))
def test_every_item_stands_in_the_sheet_once_and_former_faults_come_first(answers, previous):
    filled = sheet.filled(UNIT, given_answers(answers), previous=previous)

    keys = [line.item.key for line in filled.lines]
    assert sorted(keys) == sorted(KEYS)
    assert set(keys[: len(previous)]) == set(previous)


@given(own_answers)
def test_all_the_rest_completes_a_sheet_and_never_changes_an_answer(answers):
    filled = sheet.filled(UNIT, given_answers(answers, rest=Verdict.PASS))

    assert filled.is_complete
    assert all(filled.line(key).verdict is verdict for key, verdict in answers.items())


@given(own_answers)
def test_what_is_open_and_what_is_answered_are_the_whole_sheet(answers):
    filled = sheet.filled(UNIT, given_answers(answers))

    assert filled.answered == len(answers)
    assert len(filled.open) + filled.answered == len(KEYS)


@given(own_answers, st.sampled_from(KEYS))
def test_the_next_item_is_open_or_there_is_none(answers, key):
    filled = sheet.filled(UNIT, given_answers(answers))

    following = filled.after(key)

    assert following is None if filled.is_complete else following.verdict is None


@given(
    own_answers,
    st.dates(min_value=date(2026, 1, 1), max_value=date(2026, 12, 1)),
)
def test_every_proposal_is_one_the_station_may_make(answers, on):
    filled = sheet.filled(UNIT, given_answers(answers, rest=Verdict.PASS))

    made = findings.findings(
        filled, {}, on=on, rules=RULES, calendar=WorkingCalendar(), place="320902"
    )

    assert [finding.key for finding in made] == [line.item.key for line in filled.failed]
    for finding in made:
        allowed = {choice.measure for choice in finding.choices if choice.is_allowed}
        assert finding.measure in allowed
        if finding.deadline_on is not None:
            assert on <= finding.deadline_on <= finding.latest_on


@given(st.builds(Chosen, st.none() | st.sampled_from(list(Measure)), st.none(),
                 st.none() | st.dates(), st.text(max_size=40).map(str.strip)))  # fmt: skip
def test_a_choice_kept_as_a_draft_comes_back_as_it_was(chosen):
    typed = {
        "measure": chosen.measure or "", "grade": chosen.grade or "",
        "deadline_on": chosen.deadline_on.isoformat() if chosen.deadline_on else "",
        "description": chosen.description,
    }  # fmt: skip

    assert findings.from_draft(typed) == chosen


@given(st.dictionaries(st.sampled_from(["measure", "grade", "deadline_on"]), st.text(max_size=12)))
def test_whatever_is_typed_into_a_draft_can_be_read(typed):
    findings.from_draft(typed)


@given(statuses, statuses, statuses)
def test_a_done_task_stays_done(first, second, third):
    reached = [TaskStatus.DONE]
    for status in (first, second, third):
        if lifecycle.may_become(reached[-1], status):
            reached.append(status)

    assert reached == [TaskStatus.DONE]


@given(own_answers)
def test_ids_of_findings_are_the_ids_of_their_answers(answers):
    given_ = given_answers(answers, rest=Verdict.PASS)
    ids: dict[str, UUID] = {answer.item_key: answer.id for answer in given_}

    made = findings.findings(
        sheet.filled(UNIT, given_), {}, on=MONDAY + timedelta(days=1), rules=RULES,
        calendar=WorkingCalendar(), place="320902",
    )  # fmt: skip

    assert all(finding.id == ids[finding.key] for finding in made)
