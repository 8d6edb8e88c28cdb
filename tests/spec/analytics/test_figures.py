"""Figures are counted from facts in sight, and ledgers show the same facts."""

from __future__ import annotations

import html
import re
from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.utils.timezone import localtime
from python_calamine import CalamineWorkbook

from tests.factories.district import District
from tests.factories.lived import Lived, lived, visited
from wanghuo.foundation.support import clock
from wanghuo.insight.analytics import selectors
from wanghuo.insight.analytics.ledgers import LEDGERS
from wanghuo.insight.analytics.selectors.sight import Sight
from wanghuo.operations.inspections import services as inspections
from wanghuo.operations.inspections.domain.terms import Complaint, Origin, Purpose
from wanghuo.operations.inspections.models import Task
from wanghuo.registers.access.models import Person
from wanghuo.registers.policy import selectors as policy

BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def north(district: District) -> Lived:
    return lived(
        district, officer=district.officer, partner=district.second_officer,
        community=district.north_community, prefix="北站", number=3,
    )  # fmt: skip


@pytest.fixture
def south(district: District) -> Lived:
    return lived(
        district, officer=district.south_officer, partner=district.south_second,
        community=district.south_community, prefix="南站",
    )  # fmt: skip


@pytest.fixture
def complaint(district: District, north: Lived) -> Task:
    return inspections.open_task(
        premises=north.premises[0], origin=Origin.COMPLAINT, purpose=Purpose.VERIFY,
        due_on=clock.today(), by=district.chief, at=clock.now(),
        reason_facts={"description": "楼道停放电动车"},
    )  # fmt: skip


def sight(person: Person) -> Sight:
    return Sight(person=person, year=clock.today().year, on=clock.today())


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend=BACKEND)
    return client


class TestGivenTwoStationsThatHaveWorked:
    def test_when_an_officer_looks_then_only_the_own_station_is_counted(
        self, district: District, north: Lived, south: Lived
    ):
        year = selectors.headline(sight(district.officer))

        assert (year.premises, year.premises_covered, year.coverage) == (3, 3, 100.0)
        assert (year.visits_done, year.hazards_found, year.hazards_open) == (3, 3, 3)
        assert year.documents_issued == 6

    def test_when_the_bureau_looks_then_the_stations_add_up_to_the_whole(
        self, district: District, north: Lived, south: Lived
    ):
        whole = selectors.headline(sight(district.bureau_leader))
        lines = selectors.station_lines(sight(district.bureau_leader))

        assert [line.name for line in lines] == ["甲派出所", "乙派出所"]
        for figure in ("premises", "visits_done", "hazards_found", "documents_issued"):
            parts = sum(getattr(line.headline, figure) for line in lines)
            assert parts == getattr(whole, figure) > 0

    def test_when_the_year_is_drawn_then_months_and_days_hold_every_visit(
        self, district: District, north: Lived, south: Lived
    ):
        looking = sight(district.bureau_leader)

        assert sum(month.done for month in selectors.months(looking)) == 4
        assert sum(selectors.heat(looking).days.values()) == 4
        stages = {stage.key: stage.count for stage in selectors.flow(looking)}
        assert (stages["found"], stages["closed"]) == (4, 0)
        assert sum(line.hazards_open for line in selectors.officer_lines(looking)) == 4

    def test_when_the_dashboard_is_opened_then_each_figure_leads_to_its_records(
        self, district: District, north: Lived
    ):
        client = browser(district.chief)
        page = client.get("/dashboard/")

        assert page.status_code == 200
        figures = re.findall(r'data-counted="\d+" href="([^"]+)"', page.content.decode())
        assert len(figures) > 60
        for address in figures[:12]:
            assert client.get(html.unescape(address)).status_code == 200, address

    def test_the_premises_visited_this_year_are_as_many_as_the_figure_says(
        self, north: Lived, district: District
    ):
        reader = browser(district.officer)
        page = reader.get("/dashboard/")
        figure = page.context["headline"].premises_covered
        listed = reader.get(page.context["ways"].covered).content.decode()

        assert figure > 0
        assert f"共 {figure} 条" in listed

    @pytest.mark.parametrize("key", LEDGERS)
    def test_when_a_ledger_is_opened_then_it_shows_exports_and_prints(
        self, district: District, north: Lived, key: str
    ):
        client = browser(district.chief)
        workbook = client.get(f"/ledgers/{key}/?export=xlsx")
        content = b"".join(workbook.streaming_content) if workbook.streaming else workbook.content

        assert client.get(f"/ledgers/{key}/").status_code == 200
        assert client.get(f"/ledgers/{key}/?print=1").status_code == 200
        assert CalamineWorkbook.from_filelike(BytesIO(content)).sheet_names

    def test_when_a_ledger_is_printed_then_its_heading_names_unit_and_year(
        self, district: District, north: Lived
    ):
        printed = browser(district.chief).get("/ledgers/hazards/?print=1").content.decode()

        heading = re.search(r"<h1>(.*)</h1>", printed)[1]
        assert heading.startswith(f"{district.north}{clock.today():%Y}年")
        assert f"<title>{heading}</title>" in printed

    def test_when_the_ledger_of_hazards_is_exported_then_each_hazard_is_a_row(
        self, district: District, north: Lived, south: Lived
    ):
        names = [row["监督对象"] for row in table_of(district.chief, "hazards")]

        assert sorted(names) == ["北站五金店0", "北站五金店1", "北站五金店2"]

    def test_when_a_line_of_a_ledger_is_followed_then_its_record_opens(
        self, district: District, north: Lived
    ):
        client = browser(district.chief)
        for key in ("premises", "inspections", "hazards", "orders", "documents"):
            lines = client.get(f"/ledgers/{key}/").content.decode().split("<tbody>")[1]
            address = re.search(r'href="([^"]+)"', lines)[1]

            assert client.get(address).status_code == 200, key


class TestGivenAComplaintThatAnOfficerWasSentToVerify:
    def test_when_nobody_went_yet_then_the_ledger_shows_what_was_reported_and_until_when(
        self, district: District, complaint: Task
    ):
        [row] = table_of(district.chief, "complaints")

        assert row["举报投诉内容"] == "楼道停放电动车"
        assert row["核查期限"] == complaint.due_on
        assert (row["状态"], row["核查日期"]) == ("待办", "")

    def test_when_it_was_verified_then_the_same_line_shows_the_day_and_what_failed(
        self, district: District, complaint: Task
    ):
        visited(
            complaint.premises, district.officer, district.second_officer, clock.now(), complaint
        )

        [row] = table_of(district.chief, "complaints")

        assert (row["状态"], row["核查日期"]) == ("已完成", clock.today())
        assert row["不合格项"] == 1

    @pytest.mark.parametrize(
        ("sort", "allowed"), [(Complaint.OTHER, "3个工作日"), (Complaint.URGENT, "24小时")]
    )
    @pytest.mark.parametrize("chosen", [None, "2026-12-31"])
    def test_when_it_was_received_before_it_was_given_out_then_the_line_tells_both_and_the_rule(
        self, district: District, north: Lived, sort: Complaint, allowed: str, chosen: str | None
    ):
        received_at = clock.now().replace(second=0, microsecond=0) - timedelta(hours=5)
        inspections.ask_for_visit(
            premises=north.premises[0], purpose=Purpose.VERIFY, description="楼道停放电动车",
            complaint=sort, received_at=received_at, due_on=chosen and date.fromisoformat(chosen),
            by=district.chief, at=clock.now(), rules=policy.rulebook(), calendar=policy.calendar(),
        )  # fmt: skip

        client, address = browser(district.chief), "/ledgers/complaints/"
        shown = client.get(address).content.decode()
        printed = client.get(f"{address}?print=1").content.decode()
        [row] = table_of(district.chief, "complaints")
        [line] = client.get("/api/v1/ledgers/complaints/").json()["items"]

        received = localtime(received_at)
        assert f"{received:%Y-%m-%d %H:%M}" in shown and allowed in shown
        assert f"{received:%Y-%m-%d %H:%M}" in printed
        assert row["接报时间"] == received.replace(tzinfo=None)
        assert datetime.fromisoformat(line["cells"]["received"]) == received
        assert line["cells"]["allowed"] == allowed


def table_of(reader: Person, key: str) -> list[dict[str, object]]:
    """Return the lines of a ledger as they leave in its workbook, by their Chinese heads."""
    answer = browser(reader).get(f"/ledgers/{key}/?export=xlsx")
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    sheet = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0)
    _heading, _line, heads, *rows = sheet.to_python()
    return [dict(zip(map(str, heads), row, strict=True)) for row in rows]


def test_every_ledger_says_which_paper_it_retires():
    assert all(ledger.replaces and ledger.why for ledger in LEDGERS.values())
