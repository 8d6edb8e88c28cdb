"""Nightly work is queued once a day, after midnight, and lets the new day take effect."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client

from tests.factories.district import District
from tests.factories.premises import premises
from tests.factories.programs import Program
from wanghuo.foundation.jobs.models import Job
from wanghuo.interfaces.console import nightly
from wanghuo.registers.access import selectors as access
from wanghuo.registers.access import services as people
from wanghuo.registers.access.models import Person
from wanghuo.registers.organization import services as organizations
from wanghuo.registers.organization.domain.kinds import PostKind

NIGHT = datetime(2026, 3, 1, 17, 0, tzinfo=UTC)
"""01:00 on 2 March in Shanghai."""


BACKEND = "django.contrib.auth.backends.ModelBackend"


def browser_of(person: Person) -> Client:
    browser = Client()
    browser.force_login(person, backend=BACKEND)
    return browser


@pytest.mark.django_db(transaction=True)
class TestGivenARunningInstallation:
    def test_when_midnight_has_just_passed_then_it_waits(self, district: District):
        assert nightly.start_when_due(at=NIGHT - timedelta(minutes=50)) is None

    def test_when_asked_again_the_same_night_then_it_runs_once(self, district: District):
        assert nightly.start_when_due(at=NIGHT) is not None
        assert nightly.start_when_due(at=NIGHT + timedelta(hours=3)) is None
        assert nightly.start_when_due(at=NIGHT + timedelta(days=1)) is not None

        assert {job.state for job in Job.objects.filter(kind=nightly.KIND)} == {"DONE"}

    def test_when_an_assignment_begins_then_the_person_may_act(self, district: District):
        newcomer = people.add_person(
            username="newcomer", name="新民警", organization=district.north, password=None,
            by=district.installation, at=NIGHT,
        )  # fmt: skip
        post = organizations.post_in(district.north, PostKind.COMMUNITY_OFFICER)
        people.assign(
            person=newcomer, post=post, since=date(2026, 3, 3), by=district.installation, at=NIGHT
        )
        assert not access.may(newcomer, "inspections.visit")

        nightly.start_when_due(at=NIGHT + timedelta(days=1))

        newcomer = type(newcomer).objects.get(pk=newcomer.pk)
        assert access.may(newcomer, "inspections.visit")

    @pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL does it by itself")
    def test_when_it_has_run_then_the_database_knows_its_tables(self, district: District):
        nightly.start_when_due(at=NIGHT)

        with connection.cursor() as cursor:
            cursor.execute("SELECT count(DISTINCT tbl) FROM sqlite_stat1")
            assert cursor.fetchone()[0] > 5

    def test_when_a_jurisdiction_begins_then_what_lies_there_passes(self, district: District):
        place = premises(district, at=NIGHT - timedelta(days=2))
        organizations.cover(
            organization=district.south, territory=district.north_community,
            since=NIGHT.date() + timedelta(days=1), by=district.administrator,
            at=NIGHT - timedelta(days=1),
        )  # fmt: skip

        nightly.start_when_due(at=NIGHT)

        place.refresh_from_db()
        assert place.station == district.south

    def test_when_it_has_run_then_the_administrator_reads_its_result_and_nobody_else(
        self, district: District
    ):
        job = nightly.start_when_due(at=NIGHT)
        page, described = f"/jobs/{job.pk}/", f"/api/v1/jobs/{job.pk}/"
        administrator, officer = browser_of(district.administrator), browser_of(district.officer)

        assert page in administrator.get("/jobs/").content.decode()
        assert "标记为未完成的任务" in administrator.get(page).content.decode()
        assert Program(district.administrator).get(described).json()["summary"]["missed"] == 0

        assert page not in officer.get("/jobs/").content.decode()
        assert officer.get(page).status_code == 404
        assert Program(district.officer).get(described).status_code == 404
