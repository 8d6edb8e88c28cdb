"""A station covers ground from a day on, and up to a day; what lies there is never without one."""

from datetime import date, timedelta

import pytest

from tests.factories.district import FOUNDED_ON, District
from tests.factories.hazards import MONDAY, morning, ordered
from tests.factories.premises import premises
from wanghuo.foundation.journal import selectors as journal
from wanghuo.foundation.journal.verification import verify
from wanghuo.operations.hazards import selectors as hazards
from wanghuo.operations.hazards.models import Hazard
from wanghuo.operations.inspections import selectors as inspections
from wanghuo.registers.access import selectors as people
from wanghuo.registers.access import services as access
from wanghuo.registers.access.models import Assignment, Person
from wanghuo.registers.organization import selectors, services
from wanghuo.registers.organization.domain.kinds import OrganizationKind, PostKind
from wanghuo.registers.organization.models import Jurisdiction, Organization, Territory
from wanghuo.registers.premises import selectors as register
from wanghuo.registers.premises import services as premises_services
from wanghuo.registers.premises.models import Premises
from wanghuo.registers.premises.services.passing import NoStationLeft

TUESDAY = MONDAY + timedelta(days=1)


def cover(
    district: District, organization: Organization, territory: Territory, since: date = MONDAY
) -> Jurisdiction:
    return services.cover(
        organization=organization, territory=territory, since=since, by=district.administrator,
        at=morning(MONDAY),
    )  # fmt: skip


def end(
    district: District, organization: Organization, territory: Territory, until: date = TUESDAY
) -> None:
    services.end_jurisdiction(
        jurisdiction=selectors.jurisdiction(organization, territory), until=until,
        by=district.administrator, at=morning(TUESDAY),
    )  # fmt: skip


def town_of(district: District, organization: Organization) -> Territory:
    return district.territories[f"{organization.code}000"]


class TestGivenAWrongTerritory:
    def test_when_it_is_ended_the_day_it_began_then_it_never_was(self, district: District):
        cover(district, district.north, district.south_community)

        end(district, district.north, district.south_community, until=MONDAY)

        assert district.north.jurisdictions.count() == 1
        assert "撤回甲派出所对乙一村的管辖" in journal.timeline(district.north)[0].sentence
        assert verify().is_sound

    def test_when_it_is_ended_later_then_the_days_between_stay_known(self, district: District):
        cover(district, district.north, district.south_community)

        end(district, district.north, district.south_community)

        held = district.north.jurisdictions.get(territory=district.south_community)
        assert (held.since, held.until) == (MONDAY, TUESDAY)
        station = selectors.station_for(district.south_community, on=TUESDAY)
        assert station == district.south
        assert verify().is_sound

    def test_when_it_was_to_begin_later_then_it_is_taken_back_too(self, district: District):
        cover(district, district.north, district.south_community, since=date(2027, 1, 1))

        end(district, district.north, district.south_community)

        assert district.north.jurisdictions.count() == 1

    def test_when_it_was_taken_back_then_it_can_be_given_again(self, district: District):
        for _ in range(2):
            cover(district, district.north, district.south_community)
            end(district, district.north, district.south_community)

        assert district.north.jurisdictions.count() == 3


class TestGivenGroundThatPassesToAnotherStation:
    def test_when_the_other_covers_it_more_narrowly_then_what_lies_there_passes(
        self, district: District
    ):
        hazard = ordered(district, premises=premises(district))

        cover(district, district.south, district.north_community)

        place = Premises.objects.get(pk=hazard.premises_id)
        hazard.refresh_from_db()
        assert place.station == hazard.station == district.south
        assert place.accountable_officer in set(people.officers_of(district.south))
        assert hazard.next_person in set(people.officers_of(district.south))
        assert inspections.open_task_of(hazard).station == district.south
        assert place in register.visible(district.south_chief)
        for stranger in (district.officer, district.chief):
            assert not register.visible(stranger).exists()
            assert not hazards.visible(stranger).exists()
        assert verify().is_sound

    def test_when_it_is_taken_back_then_everything_returns(self, district: District):
        hazard = ordered(district, premises=premises(district))
        cover(district, district.south, district.north_community)

        end(district, district.south, district.north_community)

        hazard.refresh_from_db()
        assert hazard.station == district.north
        assert hazard.next_person == district.officer
        assert Premises.objects.get(pk=hazard.premises_id).station == district.north

    def test_when_only_one_community_passes_then_the_others_stay(self, district: District):
        here = premises(district, territory=district.territories["320902001002"])
        gone = premises(district, "走店")

        cover(district, district.south, district.north_community)

        assert Premises.objects.get(pk=here.pk).station == district.north
        assert Premises.objects.get(pk=gone.pk).station == district.south

    def test_when_it_passes_then_both_stations_and_the_object_tell_it(self, district: District):
        place = premises(district)

        cover(district, district.south, district.north_community)

        for row in (place, district.north, district.south):
            said = [moment.sentence for moment in journal.timeline(row)]
            assert any("1个监督对象由甲派出所转至乙派出所" in sentence for sentence in said)

    def test_when_it_passes_on_a_later_day_then_it_does_in_that_night(self, district: District):
        place = premises(district)
        cover(district, district.south, district.north_community, since=TUESDAY)
        assert Premises.objects.get(pk=place.pk).station == district.north

        gathered = premises_services.gather_begun(
            on=TUESDAY, by=district.installation, at=morning(TUESDAY)
        )

        assert (gathered.count, gathered.waiting) == (1, [])
        assert Premises.objects.get(pk=place.pk).station == district.south

    def test_when_a_form_was_open_then_saving_it_tells_that_the_record_changed(
        self, district: District
    ):
        place = premises(district)

        cover(district, district.south, district.north_community)

        assert Premises.objects.get(pk=place.pk).version == place.version + 1

    def test_when_somebody_looked_after_it_then_they_lose_it_and_keep_their_post(
        self, district: District
    ):
        cover(district, district.north, district.south_community)
        access.assign(
            person=district.second_officer, since=MONDAY,
            post=services.post_in(district.north, PostKind.FIRE_OFFICER),
            territories=[district.south_community, district.north_community],
            by=district.administrator, at=morning(MONDAY),
        )  # fmt: skip

        end(district, district.north, district.south_community)

        held = Assignment.objects.get(
            person=district.second_officer, post__kind=PostKind.FIRE_OFFICER
        )
        assert held.until is None
        assert list(held.territories.all()) == [district.north_community]
        assert "乙一村" in journal.timeline(held)[0].sentence


class TestGivenAStationFoundedOnGroundInUse:
    def test_when_nobody_works_there_then_what_lies_there_stays_until_somebody_does(
        self, district: District
    ):
        hazard = ordered(district, premises=premises(district))
        made = services.found_organization(
            code="320902003", name="丙派出所", kind=OrganizationKind.STATION,
            territory=district.north_community, covers=[district.north_community],
            parent=district.bureau, by=district.administrator, at=morning(MONDAY), since=MONDAY,
        )  # fmt: skip
        assert Premises.objects.get(pk=hazard.premises_id).station == district.north

        for username, kind in (("ding", PostKind.FIRE_OFFICER), ("wu", PostKind.CHIEF)):
            person = access.add_person(
                username=username, name="丁新", organization=made, password="wanghuo-test-1",
                by=district.administrator, at=morning(MONDAY),
            )  # fmt: skip
            access.assign(
                person=person, post=services.post_in(made, kind), since=MONDAY,
                by=district.administrator, at=morning(MONDAY),
            )  # fmt: skip

        hazard.refresh_from_db()
        assert hazard.station == made
        assert hazard.next_person == Person.objects.get(username="ding")
        assert verify().is_sound


class TestGivenNobodyElse:
    def test_when_no_station_would_be_left_then_it_is_refused_with_count_and_remedy(
        self, district: District
    ):
        town = town_of(district, district.north)
        premises(district)
        cover(district, district.north, district.south_community)

        with pytest.raises(NoStationLeft) as refused:
            end(district, district.north, town)

        assert refused.value.facts["count"] == 1
        assert selectors.jurisdiction(district.north, town).until is None

    def test_when_nobody_at_the_other_takes_over_then_nothing_is_half_done(
        self, district: District
    ):
        hazard = ordered(district, premises=premises(district))
        for username in ("south_officer", "south_second", "south_chief"):
            access.end_assignment(
                assignment=Assignment.objects.get(person=district.people[username]),
                until=MONDAY, by=district.administrator, at=morning(MONDAY),
            )  # fmt: skip

        with pytest.raises(access.NobodyTakesOver):
            cover(district, district.south, district.north_community)

        assert Hazard.objects.get(pk=hazard.pk).station == district.north
        assert district.south.jurisdictions.count() == 1
        assert verify().is_sound

    def test_when_it_is_all_the_organization_covers_then_it_is_refused(self, district: District):
        with pytest.raises(services.LastJurisdiction):
            end(district, district.north, town_of(district, district.north))

    def test_when_only_what_has_closed_lies_there_then_it_may_end(self, district: District):
        place = premises(district)
        premises_services.close(
            premises=place, reason="停业", on=MONDAY, version=None, by=district.officer,
            at=morning(),
        )  # fmt: skip
        cover(district, district.north, district.south_community)

        end(district, district.north, town_of(district, district.north))

        assert Premises.objects.get(pk=place.pk).station == district.north


class TestGivenAnImpossibleDay:
    def test_when_it_has_not_come_then_it_is_refused(self, district: District):
        cover(district, district.north, district.south_community)

        with pytest.raises(services.EndsInTheFuture):
            end(district, district.north, district.south_community, TUESDAY + timedelta(days=1))

    def test_when_it_is_before_the_first_then_it_is_refused(self, district: District):
        cover(district, district.north, district.south_community)

        with pytest.raises(services.EndsBeforeItBegan):
            end(district, district.north, district.south_community, FOUNDED_ON)

    def test_when_it_has_ended_before_then_it_is_refused(self, district: District):
        held = cover(district, district.north, district.south_community)
        end(district, district.north, district.south_community)

        with pytest.raises(services.JurisdictionEnded):
            services.end_jurisdiction(
                jurisdiction=held, until=TUESDAY, by=district.administrator, at=morning(TUESDAY)
            )
