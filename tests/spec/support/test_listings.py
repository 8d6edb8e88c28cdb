"""Lists: what a reader sees, filters, pages, exports and prints."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.test import RequestFactory
from django.utils import translation
from python_calamine import CalamineWorkbook

from tests.factories.district import District
from wanghuo.foundation.support import clock, listings
from wanghuo.foundation.support.listings import (
    BulkAct,
    ChoiceFilter,
    Column,
    DateFilter,
    FlagFilter,
    Listing,
    OrganizationFilter,
    TermFilter,
    TextFilter,
)
from wanghuo.foundation.support.listings import shown as listing_shown
from wanghuo.foundation.support.listings.filters import UnknownFilterValue
from wanghuo.foundation.support.listings.headings import heading
from wanghuo.foundation.support.listings.shown import Shown
from wanghuo.registers.access.models import Assignment, Person
from wanghuo.registers.organization.domain.kinds import PostKind
from wanghuo.registers.organization.models import Territory

PEOPLE = Listing(
    key="test-people",
    title="People",
    columns=[
        Column("name", "Name", "name", sort="name"),
        Column("username", "User name", "username", sort="username"),
        Column("organization", "Organization", "organization.name"),
        Column("certified", "Certified", "is_certified"),
        Column("phone", "Telephone", "phone", is_default=False),
    ],
    filters=[
        TextFilter("q", "Name", apply=lambda rows, text: rows.filter(name__contains=text)),
        FlagFilter("certified", "Certified", field="is_certified"),
        ChoiceFilter("language", "Language", [("zh-hans", "中文"), ("en", "English")]),
        OrganizationFilter("organization"),
    ],
    orders={"user": ("username",), "latest": ("-id",)},
    empty="People appear here when they are added.",
    bulk=[BulkAct("Close", "console:home")],
    size=5,
)


def asked(query: str = "", *, by: Person | None = None, listing: Listing = PEOPLE) -> Shown:
    request = RequestFactory().get(f"/people/?{query}")
    request.user = by
    return Shown(request, listing, Person.objects.select_related("organization"))


def names(view: Shown) -> list[str]:
    return [row.cells[1].text for row in view.rows]


class TestGivenMorePeopleThanAPageHolds:
    def test_when_the_list_is_opened_then_the_first_page_comes_in_the_default_order(
        self, district: District
    ):
        view = asked()

        assert names(view) == sorted(Person.objects.values_list("username", flat=True))[:5]
        assert view.count == Person.objects.count()

    def test_when_pages_are_followed_then_everybody_appears_once(self, district: District):
        view, seen = asked(), []
        for _ in range(10):
            seen += names(view)
            if not view.next_address:
                break
            view = asked(view.next_address.partition("?")[2])

        assert seen == sorted(Person.objects.values_list("username", flat=True))

    def test_when_going_back_then_the_page_before_appears(self, district: District):
        second = asked(asked().next_address.partition("?")[2])
        first = asked(second.previous_address.partition("?")[2])

        assert names(first) == names(asked())

    def test_when_a_head_is_chosen_twice_then_the_order_turns(self, district: District):
        up = asked("order=username")
        head = next(head for head in up.heads if head.column.key == "username")
        down = asked(head.address.partition("?")[2])

        assert head.direction == "ascending"
        assert names(down) == sorted(Person.objects.values_list("username", flat=True))[:-6:-1]

    def test_when_there_are_more_rows_than_are_counted_then_the_count_says_so(
        self, district: District, monkeypatch: pytest.MonkeyPatch
    ):
        monkeypatch.setattr(listing_shown, "COUNTED", 10)

        assert "10+" in asked().count_said


class TestGivenFiltersInTheAddress:
    def test_when_a_text_is_given_then_only_matching_rows_appear(self, district: District):
        view = asked("q=康")

        assert names(view) == ["south_chief"]
        assert [chosen.said for chosen in view.active] == ["康"]

    def test_when_a_value_is_unknown_then_it_is_refused_rather_than_ignored(
        self, district: District
    ):
        with pytest.raises(UnknownFilterValue):
            asked("language=fr")

    def test_when_a_filter_is_removed_then_the_others_stay(self, district: District):
        view = asked("q=社区&certified=1")
        without = next(c for c in view.active if c.filter.name == "q").without

        assert "certified=1" in without
        assert "q=" not in without

    def test_when_a_filter_changes_then_the_list_starts_from_its_first_page(
        self, district: District
    ):
        view = asked(asked().next_address.partition("?")[2])

        assert "after=" not in view.address(q="康")

    def test_when_a_station_is_chosen_then_only_its_people_appear(self, district: District):
        view = asked(f"organization={district.south.code}", by=district.bureau_leader)

        assert {row.cells[2].text for row in view.rows} == {"乙派出所"}

    def test_when_an_organization_lies_outside_what_the_reader_sees_then_it_is_unknown(
        self, district: District
    ):
        with pytest.raises(UnknownFilterValue):
            asked(f"organization={district.south.code}", by=district.officer)

    def test_when_days_are_given_then_both_ends_count(self, district: District):
        held = Listing(
            key="held", title="Held", columns=[Column("since", "Since", "since", sort="since")],
            filters=[DateFilter("since", "Since")], orders={"s": ("since", "id")}, empty="",
        )  # fmt: skip
        request = RequestFactory().get("/?since_from=2025-01-01&since_to=2025-01-01")

        assert Shown(request, held, Assignment.objects.all()).count == 14

    def test_when_several_codes_are_given_then_rows_of_each_appear(self, district: District):
        held = Listing(
            key="held", title="Held", columns=[Column("id", "Id", "id")],
            filters=[TermFilter("kind", "Post", PostKind, field="post__kind")],
            orders={"id": ("id",)}, empty="",
        )  # fmt: skip
        request = RequestFactory().get("/?kind=CHIEF,BRIGADE_HEAD")
        view = Shown(request, held, Assignment.objects.all())

        assert view.count == 3
        assert next(iter(view.filters)).choices[0][2]


class TestGivenAReaderWhoChoosesColumns:
    def test_when_columns_are_chosen_then_they_are_remembered(self, district: District):
        request = RequestFactory().get("/?columns=phone&columns=name")
        request.session = {}
        shown = [column.key for column in Shown(request, PEOPLE, Person.objects.all()).columns]
        later = RequestFactory().get("/")
        later.session = request.session

        assert shown == ["name", "phone"]
        assert [c.key for c in Shown(later, PEOPLE, Person.objects.all()).columns] == shown


class TestGivenAListToTakeAway:
    def test_when_it_is_exported_then_the_sheet_holds_exactly_what_is_filtered(
        self, district: District
    ):
        request = RequestFactory().get("/people/?q=社区&export=xlsx")
        request.user = district.chief
        response = listings.respond(request, PEOPLE, Person.objects.select_related("organization"))
        sheet = CalamineWorkbook.from_filelike(BytesIO(b"".join(response)))
        rows = sheet.get_sheet_by_index(0).to_python()

        assert rows[0][0] == f"{district.chief.organization}{clock.today():%Y}年People"
        assert "社区" in rows[1][0]
        assert rows[2] == ["Name", "User name", "Organization", "Certified"]
        assert [row[1] for row in rows[3:]] == [
            "officer",
            "second_officer",
            "south_officer",
            "south_second",
        ]

    def test_when_it_is_narrowed_to_a_station_then_the_heading_names_that_station(
        self, district: District
    ):
        view = asked(f"organization={district.south.code}", by=district.bureau_leader)

        assert heading(view, on=date(2026, 7, 1)) == f"{district.south}2026年People"

    def test_when_its_rows_are_of_two_years_then_the_heading_says_both(self, district: District):
        signed_in = DateFilter("last_login", "Signed in", is_instant=True)
        listing = replace(PEOPLE, filters=[signed_in])
        people = Person.objects.all()
        people.update(last_login=datetime(2025, 12, 31, 16, tzinfo=UTC))
        people.filter(pk=district.officer.pk).update(last_login=datetime(2024, 5, 1, tzinfo=UTC))

        said = heading(asked(by=district.chief, listing=listing), on=date(2026, 7, 1))

        assert said == f"{district.chief.organization}2024–2026年People"

    @pytest.mark.parametrize(
        ("language", "footer"), [("zh-hans", "第 &P 页 共 &N 页"), ("en", "Page &P of &N")]
    )
    def test_when_it_is_printed_then_it_is_a4_landscape_with_its_pages_counted(
        self, tmp_path: Path, language: str, footer: str
    ):
        target = tmp_path / "list.xlsx"
        columns = [Column("v", "V", str), Column("w", "W", str)]
        with translation.override(language):
            listings.write_workbook(target, title="T", line="", columns=columns, rows="ab")
        book = ZipFile(target)
        sheet = html.unescape(book.read("xl/worksheets/sheet1.xml").decode())

        assert f"<oddFooter>&C{footer}</oddFooter>" in sheet
        assert 'paperSize="9"' in sheet
        assert 'orientation="landscape"' in sheet
        assert "!$A$1:$B$5</definedName>" in book.read("xl/workbook.xml").decode()

    def test_when_a_text_is_wider_than_its_column_then_its_row_is_high_enough_to_show_it_whole(
        self, district: District, tmp_path: Path
    ):
        target = tmp_path / "high.xlsx"
        columns = [Column("v", "Until when it has to be verified", str, width=12)]
        listings.write_workbook(
            target, title="T", line="", columns=columns, rows=["短", "建军中路十二号三幢一单元"]
        )
        sheet = ZipFile(target).read("xl/worksheets/sheet1.xml").decode()
        heights = [float(found) for found in re.findall(r'<row [^>]*\bht="([\d.]+)"', sheet)]
        _title, head, short, long = heights

        assert long == 3 * short
        assert head > 2 * short

    def test_when_a_cell_begins_like_a_formula_then_it_stays_text(
        self, district: District, tmp_path: Path
    ):
        target = tmp_path / "formula.xlsx"
        listings.write_workbook(
            target, title="T", line="", columns=[Column("v", "V", str)], rows=["=1+1"]
        )

        assert CalamineWorkbook.from_path(target).get_sheet_by_index(0).to_python()[3][0] == "=1+1"

    def test_when_it_is_long_then_it_is_handed_to_the_background(
        self, district: District, monkeypatch: pytest.MonkeyPatch
    ):
        handed = []
        monkeypatch.setattr(listings.views, "EXPORTED_AT_ONCE", 3)
        monkeypatch.setattr(
            listings.views, "_exporters", [lambda request, view: handed.append(view)]
        )
        request = RequestFactory().get("/people/?export=xlsx")
        request.user = district.chief
        listings.respond(request, PEOPLE, Person.objects.all())

        assert len(handed) == 1


def test_given_twice_the_rows_when_a_page_is_drawn_then_no_more_queries_are_made(
    district: District, client, django_assert_num_queries
):
    with django_assert_num_queries(3):
        view = asked()
        assert view.count and len(view.rows) == 5


def test_given_territories_when_a_list_is_empty_then_it_says_what_would_appear(
    district: District, client, rf: RequestFactory
):
    request = rf.get("/")
    request.user = district.chief
    request.session = {}
    request.htmx = type("Htmx", (), {"target": "list"})()
    empty = Listing(
        key="none", title="None", columns=[Column("name", "Name", "name")],
        orders={"code": ("code",)}, empty="Territories appear here when codes are loaded.",
    )  # fmt: skip
    response = listings.respond(request, empty, Territory.objects.none())

    assert "Territories appear here when codes are loaded." in response.content.decode()
