"""The table of the life cycle leaves no state without a way on."""

import pytest

from wanghuo.operations.hazards.domain import lifecycle
from wanghuo.operations.hazards.domain.lifecycle import Act, IllegalTransition
from wanghuo.operations.hazards.domain.terms import Grade, Measure, Status

OPEN = [status for status in Status if status is not Status.CLOSED]


@pytest.mark.parametrize("place", lifecycle.TABLE.items(), ids=lambda place: "-".join(place[0]))
def test_every_move_but_closing_names_step_layer_and_clock(place):
    _, move = place

    assert (move.onward is None) == (move.status is Status.CLOSED)
    if move.onward is not None:
        assert move.onward.clock.rule.startswith("deadlines.")


@pytest.mark.parametrize("measure", Measure)
@pytest.mark.parametrize("grade", Grade)
def test_every_beginning_but_fixed_on_the_spot_names_a_step(measure, grade):
    move = lifecycle.opening(measure, grade)

    assert (move.onward is None) == (measure is Measure.FIXED_ON_SPOT)


@pytest.mark.parametrize("status", OPEN)
def test_every_open_state_can_be_left_and_can_reach_closure(status):
    reached, waiting = {status}, [status]
    while waiting:
        state = waiting.pop()
        for act in lifecycle.acts_from(state):
            if act is Act.CLOSE:
                continue
            onward = lifecycle.move(state, act).status
            if onward not in reached:
                reached.add(onward)
                waiting.append(onward)

    assert Status.CLOSED in reached


@pytest.mark.parametrize("act", Act)
def test_nothing_can_be_done_to_a_closed_hazard(act):
    with pytest.raises(IllegalTransition):
        lifecycle.move(Status.CLOSED, act)


def test_a_severe_hazard_begins_with_order_and_report_together():
    move = lifecycle.opening(Measure.BY_DATE, Grade.SEVERE)

    assert move.onward == lifecycle.ORDER_AND_REPORT
