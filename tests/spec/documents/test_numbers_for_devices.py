"""A device without a connection holds numbers of its own; none is lost, none used twice."""

import pytest

from tests.factories.documents import ISSUED_AT, payload
from wanghuo.registers.documents import selectors, services
from wanghuo.registers.documents.domain.kinds import DocumentKind
from wanghuo.registers.documents.models import NumberSeries
from wanghuo.registers.documents.services import refusals

KIND = DocumentKind.ORDER_AT_ONCE


def issue(district, **more):
    return services.issue(
        kind=KIND, organization=district.north, subject=district.north_community,
        payload=payload(KIND), by=district.officer, at=ISSUED_AT, **more,
    )  # fmt: skip


def reserve(district, size=5):
    return services.reserve_numbers(
        organization=district.north, kind=KIND, year=2026, size=size, device="执法终端7号",
        by=district.officer, at=ISSUED_AT,
    )  # fmt: skip


class TestGivenABlockForADevice:
    def test_when_the_office_issues_then_it_takes_the_number_after_the_block(self, district):
        reserve(district)

        assert issue(district).number == 6

    def test_when_the_device_sends_its_document_then_it_keeps_its_number(self, district):
        block = reserve(district)

        assert issue(district, number=3, block=block).number == 3

    def test_when_a_number_is_used_twice_then_the_second_is_refused(self, district):
        block = reserve(district)
        issue(district, number=3, block=block)

        with pytest.raises(refusals.NumberNotReserved):
            issue(district, number=3, block=block)

    def test_when_a_number_is_outside_the_block_then_it_is_refused(self, district):
        block = reserve(district)

        with pytest.raises(refusals.NumberNotReserved):
            issue(district, number=6, block=block)
        with pytest.raises(refusals.NumberNotReserved):
            issue(district, number=3)

    def test_when_given_back_then_unused_numbers_are_used_first_and_no_gap_is_left(self, district):
        block = reserve(district)
        issue(district, number=2, block=block)
        issue(district)
        services.return_numbers(block=block, by=district.officer, at=ISSUED_AT)

        taken = [issue(district).number for _ in range(5)]

        assert taken == [1, 3, 4, 5, 7]
        assert selectors.gaps(NumberSeries.objects.get()) == []

    def test_when_given_back_then_the_device_can_use_it_no_more(self, district):
        block = reserve(district)
        services.return_numbers(block=block, by=district.officer, at=ISSUED_AT)

        with pytest.raises(refusals.BlockClosed):
            issue(district, number=1, block=block)
        with pytest.raises(refusals.BlockClosed):
            services.return_numbers(block=block, by=district.officer, at=ISSUED_AT)

    def test_when_too_many_numbers_are_wanted_then_it_is_refused(self, district):
        with pytest.raises(refusals.BlockTooLarge):
            reserve(district, size=201)
