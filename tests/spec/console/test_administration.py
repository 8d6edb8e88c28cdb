"""People, posts, organizations, the journal and background work, on their pages."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.district import District
from tests.factories.premises import premises
from wanghuo.foundation.jobs.models import Job
from wanghuo.registers.access import selectors as access
from wanghuo.registers.access.models import Assignment


@pytest.fixture
def administrator(district: District, client: Client) -> Client:
    client.force_login(district.administrator)
    return client


class TestGivenAnAdministrator:
    @pytest.mark.parametrize(
        "name", ["people", "add-person", "organizations", "territories", "journal", "jobs"]
    )
    def test_when_a_page_of_administration_is_opened_then_it_answers(
        self, administrator: Client, name: str
    ):
        assert administrator.get(reverse(f"console:{name}")).status_code == 200

    def test_when_a_post_is_assigned_then_the_person_holds_it_with_its_communities(
        self, district: District, administrator: Client
    ):
        person = district.second_officer
        response = administrator.post(
            reverse("console:assign", args=[person.pk]) + f"?organization={district.south.code}",
            {"kind": "COMMUNITY_OFFICER", "since": "2025-03-01",
             "territories": [str(district.south_community.pk)]},
        )  # fmt: skip
        held = Assignment.objects.get(person=person, post__organization=district.south)

        assert response.url == reverse("console:person", args=[person.pk])
        assert list(held.territories.all()) == [district.south_community]

    def test_a_bureau_is_offered_no_post_of_a_station(
        self, district: District, administrator: Client
    ):
        address = reverse("console:assign", args=[district.second_officer.pk])
        page = administrator.get(f"{address}?organization={district.bureau.code}")
        offered = [value for value, _label in page.context["form"].fields["kind"].choices]

        assert offered == ["BUREAU_LEADER", "BUREAU_SUPERVISOR", "ADMINISTRATOR"]

    def test_when_an_assignment_would_end_before_it_began_then_the_field_says_so(
        self, district: District, administrator: Client
    ):
        held = Assignment.objects.get(person=district.officer)
        response = administrator.post(
            reverse("console:end-assignment", args=[held.pk]), {"until": "2024-12-31"}
        )

        assert response.status_code == 422
        assert "任职结束日期不能早于" in response.content.decode()

    def test_when_an_assignment_ends_then_the_person_sees_nothing_any_more(
        self, district: District, administrator: Client
    ):
        held = Assignment.objects.get(person=district.officer)
        administrator.post(
            reverse("console:end-assignment", args=[held.pk]), {"until": "2025-06-01"}
        )
        held.refresh_from_db()
        officer = access.person(district.officer.pk, seen_by=district.administrator)

        assert held.until == date(2025, 6, 1)
        assert access.scope_of(officer).stations == frozenset()

    def test_when_an_account_is_closed_without_a_reason_then_it_stays_open(
        self, district: District, administrator: Client
    ):
        administrator.post(reverse("console:close-account", args=[district.officer.pk]), {})
        district.officer.refresh_from_db()

        assert district.officer.is_active

    def test_when_a_password_is_reset_then_the_new_one_is_shown_once(
        self, district: District, administrator: Client
    ):
        address = reverse("console:reset-password", args=[district.officer.pk])
        page = administrator.post(address, follow=True).content.decode()

        assert "葛社区的新密码是" in page
        assert (
            "葛社区的新密码是"
            not in administrator.get(reverse("console:person", args=[district.officer.pk]))
            .content.decode()
            .split("time-line")[0]
        )

    def test_when_the_journal_is_verified_then_a_job_says_that_it_is_sound(
        self, administrator: Client, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True):
            administrator.post(reverse("console:verify-journal"))
        job = Job.objects.get(kind="journal.verify")

        assert job.state == "DONE"
        assert job.summary["findings"] == 0
        assert "均与写入时一致" in administrator.get(reverse("console:journal")).content.decode()


class TestGivenAReaderOfOneStation:
    def test_when_another_persons_job_is_opened_then_there_is_no_such_page(
        self, district: District, client: Client, django_capture_on_commit_callbacks
    ):
        client.force_login(district.administrator)
        client.post(reverse("console:verify-journal"))
        job = Job.objects.get()
        client.force_login(district.officer)

        assert client.get(reverse("console:job", args=[job.pk])).status_code == 404

    def test_when_somebody_of_another_station_is_opened_then_there_is_no_such_page(
        self, district: District, client: Client
    ):
        client.force_login(district.officer)

        assert (
            client.get(reverse("console:person", args=[district.south_officer.pk])).status_code
            == 404
        )

    def test_when_the_menu_is_drawn_then_it_shows_only_what_the_post_may_do(
        self, district: District, client: Client
    ):
        client.force_login(district.officer)
        page = client.get(reverse("console:profile")).content.decode()

        assert reverse("console:people") not in page
        assert reverse("console:jobs") in page


def test_given_a_long_list_when_it_is_exported_then_a_job_keeps_the_whole_of_it(
    district: District, client: Client, monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks,
):  # fmt: skip
    from wanghuo.foundation.support.listings import views

    monkeypatch.setattr(views, "EXPORTED_AT_ONCE", 3)
    client.force_login(district.administrator)
    with django_capture_on_commit_callbacks(execute=True):
        response = client.get(reverse("console:people") + "?export=xlsx&q=社区")
    job = Job.objects.get()

    assert response.url == reverse("console:job", args=[job.pk])
    assert job.state == "DONE", job.refusal
    assert job.result_name.endswith(".xlsx")
    assert client.get(reverse("console:job-result", args=[job.pk])).getvalue()[:2] == b"PK"


class TestGivenAnAgencyThatWasNotThereAtFirst:
    def test_when_it_is_added_then_it_covers_its_seat_and_offers_its_posts(
        self, district: District, administrator: Client
    ):
        answer = administrator.post(reverse("console:found-organization"), {
            "kind": "STATION", "name": "丙派出所", "code": "320902999",
            "territory": "320902001002", "covers": "", "parent": district.bureau.code,
            "since": "2026-11-24",
        })  # fmt: skip
        page = administrator.get(answer.url).content.decode()

        assert "已新增丙派出所" in page
        assert "甲二社区" in page

    def test_when_its_parent_is_of_another_line_then_the_field_says_so(
        self, district: District, administrator: Client
    ):
        answer = administrator.post(reverse("console:found-organization"), {
            "kind": "STATION", "name": "丙派出所", "code": "320902999",
            "territory": "320902001002", "parent": district.brigade.code, "since": "2026-11-24",
        })  # fmt: skip

        assert answer.status_code == 422
        assert "不属同一系统" in answer.content.decode()

    def test_when_a_territory_is_unknown_then_the_field_says_how_to_name_one(
        self, district: District, administrator: Client
    ):
        address = reverse("console:cover", args=[district.north.code])
        answer = administrator.post(address, {"territory": "没有村", "since": "2026-11-24"})

        assert answer.status_code == 422
        assert "没有村" in answer.content.decode()

    def test_when_a_station_covers_one_more_village_then_its_page_shows_it(
        self, district: District, administrator: Client
    ):
        address = reverse("console:cover", args=[district.north.code])
        answer = administrator.post(address, {"territory": "乙一村", "since": "2026-11-24"})

        assert "乙一村" in administrator.get(answer.url).content.decode()

    def test_when_a_village_was_wrong_then_its_jurisdiction_can_be_ended(
        self, district: District, administrator: Client
    ):
        administrator.post(
            reverse("console:cover", args=[district.north.code]),
            {"territory": "乙一村", "since": "2026-11-01"},
        )
        address = reverse("console:end-jurisdiction", args=[
            district.north.code, district.south_community.code,
        ])  # fmt: skip
        assert (
            address
            in administrator.get(
                reverse("console:organization", args=[district.north.code])
            ).content.decode()
        )
        assert "终止对乙一村的管辖" in administrator.get(address).content.decode()

        answer = administrator.post(address, {"until": "2026-11-23"}, follow=True)

        assert "已终止管辖" in answer.content.decode()
        assert "2026-11-23" in answer.content.decode()
        assert administrator.get(address).status_code == 404

    def test_when_what_lies_there_would_have_no_station_then_the_form_says_so(
        self, district: District, administrator: Client
    ):
        premises(district)
        administrator.post(
            reverse("console:cover", args=[district.north.code]),
            {"territory": "乙一村", "since": "2026-11-01"},
        )
        address = reverse("console:end-jurisdiction", args=[district.north.code, "320902001000"])
        assert "1个在用监督对象" in administrator.get(address).content.decode()

        answer = administrator.post(address, {"until": "2026-11-23"})

        assert answer.status_code == 422
        assert "将没有派出所管辖" in answer.content.decode()

    def test_when_somebody_else_asks_then_it_is_refused(self, district: District, client: Client):
        client.force_login(district.chief)
        address = reverse("console:end-jurisdiction", args=[district.north.code, "320902001000"])

        assert client.get(address).status_code == 403


class TestGivenAStationWhereNobodyWorksYet:
    def test_then_the_administrator_sees_on_the_first_page_which_post_to_fill(
        self, district: District, administrator: Client
    ):
        Assignment.objects.filter(post__organization=district.south).delete()

        page = administrator.get(reverse("console:home")).content.decode()

        assert "安排所长" in page
        assert "乙派出所" in page
        assert "甲派出所" not in page
