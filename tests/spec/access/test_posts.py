"""Who may take up which post, and what nobody may leave behind."""

from datetime import date, timedelta

import pytest

from tests.factories import inspections as made
from tests.factories.district import District
from tests.factories.hazards import MONDAY, morning
from tests.factories.premises import premises
from wanghuo.registers.access import selectors, services
from wanghuo.registers.access.models import Assignment, Person
from wanghuo.registers.organization import services as organizations
from wanghuo.registers.organization.domain.kinds import PostKind
from wanghuo.registers.organization.models import Organization, Post

NEXT_WEEK = MONDAY + timedelta(days=7)


def post(organization: Organization, kind: PostKind) -> Post:
    return Post.objects.get_or_create(organization=organization, kind=kind)[0]


def assign(district: District, person: Person, held: Post, **facts) -> Assignment:
    return services.assign(
        person=person, post=held,
        **({"since": MONDAY, "by": district.administrator, "at": morning()} | facts),
    )  # fmt: skip


def held_by(person: Person) -> Assignment:
    return Assignment.objects.get(person=person, until__isnull=True)


def end(district: District, person: Person, until: date = MONDAY) -> Assignment:
    return services.end_assignment(
        assignment=held_by(person), until=until, by=district.administrator, at=morning()
    )


class TestGivenAPostOfTheWrongKind:
    def test_when_a_bureau_would_have_a_community_officer_then_the_refusal_names_what_fits(
        self, district: District
    ):
        wrong = post(district.bureau, PostKind.COMMUNITY_OFFICER)

        with pytest.raises(organizations.PostDoesNotFit) as refusal:
            assign(district, district.second_officer, wrong)

        assert refusal.value.code == "organization.post-does-not-fit"
        assert PostKind.BUREAU_LEADER in refusal.value.facts["fitting"]

    def test_when_a_government_would_have_a_post_then_it_is_refused(self, district: District):
        wrong = post(district.north_government, PostKind.CHIEF)

        with pytest.raises(organizations.HasNoPosts):
            assign(district, district.second_officer, wrong)

    def test_when_such_a_post_would_be_made_then_it_is_refused_before_it_is_there(
        self, district: District
    ):
        with pytest.raises(organizations.PostDoesNotFit):
            organizations.post_in(district.brigade, PostKind.CHIEF)

        assert not Post.objects.filter(organization=district.brigade, kind="CHIEF").exists()


class TestGivenSomebodyToAssign:
    def test_when_the_communities_lie_elsewhere_then_it_is_refused(self, district: District):
        with pytest.raises(services.OutsideTheGround) as refusal:
            assign(
                district, district.auxiliary, post(district.north, PostKind.COMMUNITY_OFFICER),
                territories=[district.south_community],
            )  # fmt: skip

        assert refusal.value.facts["territories"] == ["乙一村"]

    def test_when_the_account_is_closed_then_it_is_refused(self, district: District):
        services.deactivate(
            person=district.auxiliary, reason="离职", by=district.administrator, at=morning()
        )

        with pytest.raises(services.AccountClosed):
            assign(district, district.auxiliary, post(district.north, PostKind.COMMUNITY_OFFICER))

    def test_when_the_organization_is_out_of_service_then_it_is_refused(self, district: District):
        organizations.change_organization(
            organization=district.north, changes={"is_active": False}, by=district.administrator,
            at=morning(),
        )  # fmt: skip

        with pytest.raises(services.OutOfService):
            assign(district, district.auxiliary, post(district.north, PostKind.FIRE_OFFICER))

    def test_when_they_work_for_another_station_then_that_ends_on_the_first_day(
        self, district: District
    ):
        former = held_by(district.second_officer)

        assign(district, district.second_officer, post(district.south, PostKind.FIRE_OFFICER))

        former.refresh_from_db()
        moved = Person.objects.get(pk=district.second_officer.pk)
        assert former.until == MONDAY
        assert selectors.scope_of(moved).stations == frozenset({district.south.pk})

    def test_when_the_new_post_begins_later_then_they_stay_where_they_are_until_then(
        self, district: District
    ):
        assign(
            district, district.second_officer, post(district.south, PostKind.FIRE_OFFICER),
            since=NEXT_WEEK,
        )  # fmt: skip
        before = Person.objects.get(pk=district.second_officer.pk)
        assert selectors.scope_of(before).stations == frozenset({district.north.pk})

        services.turn_assignments(on=NEXT_WEEK, by=district.installation, at=morning(NEXT_WEEK))

        after = Person.objects.get(pk=district.second_officer.pk)
        assert selectors.scope_of(after).stations == frozenset({district.south.pk})


class TestGivenTheLastAdministrator:
    def test_when_the_post_would_end_then_it_is_refused(self, district: District):
        with pytest.raises(services.LastAdministrator):
            end(district, district.administrator)

    def test_when_the_account_would_close_then_it_is_refused(self, district: District):
        with pytest.raises(services.LastAdministrator):
            services.deactivate(
                person=district.administrator, reason="误操作", by=district.administrator,
                at=morning(),
            )  # fmt: skip

    def test_when_there_is_another_then_it_ends(self, district: District):
        assign(district, district.bureau_supervisor, post(district.bureau, PostKind.ADMINISTRATOR))

        assert end(district, district.administrator).until == MONDAY


class TestGivenTheLastWhoCouldTakeOver:
    def leave_the_chief_alone(self, district: District) -> None:
        for username in ("deputy", "fire_officer", "officer", "second_officer"):
            end(district, district.people[username])

    def test_when_nobody_would_answer_for_the_premises_then_the_chief_stays(
        self, district: District
    ):
        premises(district)
        self.leave_the_chief_alone(district)

        with pytest.raises(services.NobodyTakesOver) as refusal:
            end(district, district.chief)

        assert refusal.value.facts["organization"] == "甲派出所"
        assert PostKind.CHIEF in refusal.value.facts["posts"]
        assert held_by(district.chief).is_current

    def test_when_the_last_day_was_set_before_then_the_night_keeps_the_post_and_says_so(
        self, district: District
    ):
        premises(district)
        self.leave_the_chief_alone(district)
        end(district, district.chief, until=NEXT_WEEK)

        turned = services.turn_assignments(
            on=NEXT_WEEK, by=district.installation, at=morning(NEXT_WEEK)
        )

        assert [held.person for held, _refusal in turned.kept] == [district.chief]
        assert Assignment.objects.get(person=district.chief).is_current

    def test_when_a_successor_begins_the_same_night_then_the_post_ends(self, district: District):
        hotel = premises(district)
        self.leave_the_chief_alone(district)
        end(district, district.chief, until=NEXT_WEEK)
        assign(district, district.deputy, post(district.north, PostKind.CHIEF), since=NEXT_WEEK)

        services.turn_assignments(on=NEXT_WEEK, by=district.installation, at=morning(NEXT_WEEK))

        hotel.refresh_from_db()
        assert hotel.accountable_chief == district.deputy
        assert not Assignment.objects.get(person=district.chief).is_current


class TestGivenAPassword:
    def test_when_it_is_a_common_word_then_no_service_takes_it(self, district: District):
        with pytest.raises(services.WeakPassword):
            services.reset_password(
                person=district.officer, password="password", by=district.administrator,
                at=morning(),
            )  # fmt: skip


def test_given_an_officer_with_a_task_when_they_are_assigned_elsewhere_then_it_stays_here(
    district: District,
):
    task = made.task(district, premises=premises(district))

    assign(district, district.officer, post(district.south, PostKind.FIRE_OFFICER))

    task.refresh_from_db()
    assert task.accountable in selectors.officers_of(district.north)
