"""When premises are no longer in use, nobody is sent there any more."""

import pytest

from tests.factories import inspections as factory
from tests.factories.district import District
from tests.factories.hazards import MONDAY, morning
from wanghuo.registers.premises import services as register

pytestmark = pytest.mark.django_db


def test_when_premises_close_then_the_visits_planned_there_are_released(district: District):
    task = factory.task(district, due_on=MONDAY)

    register.close(
        premises=task.premises, reason="歇业", on=MONDAY, version=None, by=district.officer,
        at=morning(MONDAY),
    )  # fmt: skip

    task.refresh_from_db()
    assert task.status == "CANCELLED"
    assert task.end_reason
