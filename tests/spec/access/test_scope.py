"""Who sees which stations, and who may do what."""

from datetime import date, timedelta

import pytest

from tests.factories.district import FOUNDED_AT, District
from wanghuo.registers.access import selectors, services
from wanghuo.registers.access.models import Assignment, Person
from wanghuo.registers.access.services import PostLacksPermission
from wanghuo.registers.organization.models import Organization


def stations_in_sight(person: Person) -> set[str]:
    stations = Organization.objects.filter(kind="STATION")
    seen = selectors.scope_of(person).limit(stations, station="pk", territory="territory")
    return {station.name for station in seen}


class TestGivenADistrictOfTwoStations:
    @pytest.mark.parametrize("who", ["chief", "officer", "auxiliary"])
    def test_when_somebody_works_at_a_station_then_only_that_station_is_in_sight(
        self, district: District, who: str
    ):
        assert stations_in_sight(getattr(district, who)) == {"甲派出所"}

    @pytest.mark.parametrize("who", ["bureau_leader", "brigade_head", "brigade_officer"])
    def test_when_somebody_oversees_the_county_then_both_stations_are_in_sight(
        self, district: District, who: str
    ):
        assert stations_in_sight(getattr(district, who)) == {"甲派出所", "乙派出所"}

    def test_when_the_last_post_is_left_then_nothing_is_in_sight(self, district: District):
        assignment = Assignment.objects.get(person=district.officer)
        services.end_assignment(
            assignment=assignment, until=date(2025, 6, 1), by=district.installation,
            at=FOUNDED_AT + timedelta(days=200),
        )  # fmt: skip

        assert stations_in_sight(Person.objects.get(pk=district.officer.pk)) == set()

    def test_when_an_account_is_closed_then_nothing_is_in_sight_or_allowed(
        self, district: District
    ):
        services.deactivate(
            person=district.officer, reason="调离", by=district.administrator, at=FOUNDED_AT
        )
        officer = Person.objects.get(pk=district.officer.pk)

        assert stations_in_sight(officer) == set()
        assert not selectors.permissions_of(officer)


class TestGivenAnActAPostDoesNotAllow:
    def test_when_it_is_tried_then_the_refusal_names_the_posts_that_can(self, district: District):
        with pytest.raises(PostLacksPermission) as refusal:
            services.require(district.officer, "planning.approve")

        assert {kind.value for kind in refusal.value.facts["who_can"]} == {"CHIEF", "DEPUTY_CHIEF"}
