"""A change of the draft by hand can be taken back."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import planned
from tests.factories.planned import BEFORE_THE_YEAR
from wanghuo.insight.planning import selectors, services
from wanghuo.insight.planning.models import Plan, PlanItem

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(district) -> Plan:
    return planned.drafted(district, count=6)


def changed(district, item: PlanItem) -> PlanItem:
    lead, partner = district.chief, district.deputy
    return services.adjust(
        item=item, month=12 if item.month != 12 else 11, lead=lead, partner=partner,
        reason="停业装修到年底", by=district.chief, at=BEFORE_THE_YEAR,
    )  # fmt: skip


class TestGivenAVisitThatWasMovedByHand:
    def test_when_it_is_undone_then_month_and_officers_are_as_drafted(self, district, plan):
        item = plan.items.order_by("month", "id").first()
        before = (item.month, item.lead, item.partner)
        moved = changed(district, item)
        assert "草案原定" in selectors.explanations([moved])[moved.pk].month[1].text

        services.undo(item=moved, by=district.chief, at=BEFORE_THE_YEAR)

        item.refresh_from_db()
        assert (item.month, item.lead, item.partner) == before
        assert not item.is_adjusted
        assert item.as_drafted is None

    def test_when_it_was_moved_twice_then_the_draft_comes_back_not_the_first_move(
        self, district, plan
    ):
        item = plan.items.order_by("month", "id").first()
        month = item.month
        moved = changed(district, changed(district, item))

        services.undo(item=moved, by=district.chief, at=BEFORE_THE_YEAR)

        item.refresh_from_db()
        assert item.month == month


class TestGivenAVisitThatWasTakenOut:
    def test_when_it_is_undone_from_its_page_then_the_plan_counts_it_again(self, district, plan):
        item = plan.items.order_by("month", "id").first()
        services.drop(item=item, reason="待注销", by=district.chief, at=BEFORE_THE_YEAR)
        client = Client()
        client.force_login(district.chief)

        client.post(reverse("planning:undo", args=[item.pk]))

        item.refresh_from_db()
        plan.refresh_from_db()
        assert not item.is_dropped
        assert plan.missing_visits == 0


def test_given_a_visit_as_drafted_when_it_is_undone_then_there_is_nothing_to_undo(district, plan):
    with pytest.raises(services.NothingToUndo):
        services.undo(item=plan.items.first(), by=district.chief, at=BEFORE_THE_YEAR)
