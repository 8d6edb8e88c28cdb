"""What a page of the screens shows, a program can read too."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from tests.factories.district import District
from tests.factories.lived import Lived, lived
from tests.factories.programs import Program
from tests.spec.api.test_every_verb import DONE_BY, allowed, form_addresses, operations
from wanghuo.foundation.journal import selectors as journal
from wanghuo.foundation.support import clock
from wanghuo.insight.worklists import selectors as worklists
from wanghuo.registers.access import selectors as people

READ_AT = {
    "console:home": "/worklist/", "console:work": "/worklist/",
    "console:notifications": "/notifications/", "console:search": "/premises/search/",
    "console:profile": "/me/", "console:tokens": "/tokens/", "console:jobs": "/jobs/",
    "console:job": "/jobs/{}/", "console:job-result": "/jobs/{}/result/",
    "console:people": "/people/", "console:person": "/people/{}/assignments/",
    "console:organizations": "/organizations/", "console:organization": "/organizations/{}/",
    "console:territories": "/territories/", "console:territory": "/territories/{}/",
    "console:journal": "/journal/", "console:entry": "/journal/{}/",
    "analytics:dashboard": "/figures/stations/", "analytics:ledgers": "/ledgers/",
    "analytics:ledger": "/ledgers/{}/",
    "documents:list": "/documents/", "documents:record": "/documents/{}/parts/",
    "documents:file": "/documents/{}/file/", "documents:one-file": "/documents/{}/files/{}/",
    "documents:word": "/documents/{}/word/",
    "policy:rules": "/rules/", "policy:rule": "/rules/{}/", "policy:text": "/texts/{}/",
    "policy:article": "/texts/{}/{}/", "policy:editions": "/local-editions/",
    "policy:edition": "/local-editions/{}/", "policy:calendar": "/working-days/{}/",
    "policy:calendar-year": "/working-days/{}/", "policy:my-duties": "/my-duties/",
    "premises:list": "/premises/", "premises:record": "/premises/{}/",
    "premises:imports": "/imports/", "premises:import": "/imports/{}/",
    "premises:import-rejected": "/imports/{}/rows/",
    "hazards:list": "/hazards/", "hazards:record": "/hazards/{}/history/",
    "inspections:tasks": "/tasks/", "inspections:task": "/tasks/{}/",
    "inspections:visits": "/visits/", "inspections:visit": "/visits/{}/",
    "inspections:photograph": "/photographs/{}/",
    "planning:list": "/plans/", "planning:plan": "/plans/{}/report/",
    "planning:visits": "/plans/{}/visits/", "planning:item": "/planned-visits/{}/why/",
    "planning:hours": "/officers-hours/", "planning:conflicts": "/conflicts-of-interest/",
}  # fmt: skip
"""The page and the operation that reads the same through the same selectors."""

ALSO_SHOWN = {
    "/figures/", "/figures/months/", "/figures/hazard-flow/", "/figures/officers/",
    "/figures/communities/", "/figures/days/", "/posts/", "/texts/", "/check-lists/{}/",
    "/premises/{}/timeline/", "/tasks/{}/timeline/", "/visits/{}/timeline/",
    "/hazards/{}/timeline/", "/documents/{}/timeline/", "/local-editions/{}/timeline/",
    "/organizations/{}/timeline/", "/visits/{}/photographs/", "/hazards/{}/photographs/",
    "/premises/{}/accountable/", "/premises/{}/particulars/", "/transfers/",
}  # fmt: skip
"""Parts of pages that have an operation of their own."""

CHOSEN_FROM = {
    "inspections:identity": "/visits/{}/possible-partners/",
    "inspections:open-task": "/premises/{}/possible-officers/",
    "inspections:reassign": "/tasks/{}/possible-officers/",
    "hazards:officer": "/hazards/{}/possible-officers/",
    "hazards:transfer": "/hazards/{}/possible-receivers/",
    "premises:officer": "/premises/{}/possible-accountable/",
    "premises:succeed": "/premises/{}/possible-successors/",
    "planning:adjust": "/officers/", "planning:declare-conflict": "/officers/",
}  # fmt: skip
"""Forms that offer people or organizations, and the operation that lists the same."""

FOR_EYES = {
    "console:help": "texts for readers of the screens",
    "console:help-topic": "texts for readers of the screens",
    "console:sign-in": "a program has a token",
    "console:change-password": "a token must not be able to take the account over",
    "documents:page": "a picture of a page; a program reads /documents/{}/file/",
    "hazards:preview": "a picture of an order before it exists",
    "inspections:preview": "a picture of a record before it exists",
}


def pages(client: Client) -> Iterator[str]:
    """Return the name of every address of the screens that is read and takes no form."""
    return (name for name in form_addresses() if "GET" in allowed(name, client))


class TestGivenThePagesOfTheScreens:
    def test_when_each_is_looked_up_then_a_program_reads_the_same_or_a_reason_stands(
        self, district: District
    ):
        client = Client()
        client.force_login(
            district.administrator, backend="django.contrib.auth.backends.ModelBackend"
        )
        shown = set(pages(client)) - set(DONE_BY)

        assert shown - set(READ_AT) - set(FOR_EYES) == set()
        assert len(shown & set(READ_AT)) > 35

    def test_when_the_description_is_read_then_every_operation_named_exists(
        self, district: District
    ):
        named = set(READ_AT.values()) | ALSO_SHOWN | set(CHOSEN_FROM.values())

        assert named - operations(district.administrator, "get") == set()


@pytest.fixture
def north(district: District) -> Lived:
    return lived(
        district, officer=district.officer, partner=district.second_officer,
        community=district.north_community, prefix="北站", number=3,
    )  # fmt: skip


def read(program: Program, path: str) -> list[dict[str, Any]]:
    answer = program.get(f"/api/v1{path}")
    assert answer.status_code == 200, answer.content.decode()
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


class TestGivenAnOfficersProgram:
    def test_when_it_reads_the_worklist_then_the_lines_are_those_of_the_first_page(
        self, district: District, north: Lived
    ):
        groups = read(Program(district.officer), "/worklist/")
        shown = {
            group.key: [str(line.record) for line in group.lines]
            for group in worklists.groups(district.officer, on=clock.today())
        }

        assert {group["key"]: [x["record"] for x in group["lines"]] for group in groups} == shown
        assert any(shown.values())

    def test_when_it_looks_for_a_second_officer_then_it_reads_those_of_the_form_and_no_more(
        self, district: District, north: Lived
    ):
        visit = north.visits[0]
        found = read(Program(district.officer), f"/visits/{visit.pk}/possible-partners/")
        offered = people.officers_of(visit.station).exclude(pk=visit.lead_id)

        assert [row["id"] for row in found] == [str(person.pk) for person in offered]
        assert all(set(row) == {"id", "name", "posts"} and row["posts"] for row in found)

    def test_when_it_reads_lists_then_a_fixed_number_of_queries_is_asked(
        self, district: District, north: Lived, django_assert_max_num_queries: Callable[..., Any]
    ):
        program = Program(district.officer)
        for path in ("/officers/", "/ledgers/premises/", "/ledgers/inspections/", "/figures/"):
            with django_assert_max_num_queries(20):
                program.get(f"/api/v1{path}")

    def test_when_it_reads_a_time_line_then_it_is_that_of_the_record_page(
        self, district: District, north: Lived
    ):
        visit = north.visits[0]
        acts = read(Program(district.officer), f"/visits/{visit.pk}/timeline/")

        assert {act["id"] for act in acts} == {
            str(moment.entry.pk) for moment in journal.timeline(visit)
        }
        assert all(act["sentence"] for act in acts)

    def test_when_it_reads_a_document_then_its_files_come_byte_by_byte(
        self, district: District, north: Lived
    ):
        program = Program(district.officer)
        document = read(program, f"/documents/?subject={north.visits[0].pk}")[0]["id"]
        file = program.get(f"/api/v1/documents/{document}/parts/").json()["files"][0]
        sent = program.get(f"/api/v1/documents/{document}/files/{file['id']}/")

        assert len(sent.content) == file["size"]

    def test_when_it_attaches_a_photograph_then_the_visit_lists_it_and_the_picture_comes(
        self, district: District, north: Lived
    ):
        program = Program(district.officer)
        asked = {"premises": str(north.premises[0].pk), "purpose": "CAMPAIGN", "reason": "专项"}
        place = f"/visits/{program.send('/api/v1/visits/', asked).json()['id']}/photographs/"
        held = io.BytesIO()
        Image.new("RGB", (64, 48), "grey").save(held, "JPEG")
        content = base64.b64encode(held.getvalue()).decode()
        sent = program.send(f"/api/v1{place}", {"content": content}).json()["id"]

        assert [row["id"] for row in read(program, place)] == [sent]
        picture = program.get(f"/api/v1/photographs/{sent}/")
        assert picture.headers["Content-Type"] == "image/jpeg"


class TestGivenAChiefsProgram:
    def test_when_it_pages_through_a_ledger_then_every_row_comes_once_in_the_ledgers_columns(
        self, district: District, north: Lived
    ):
        program = Program(district.chief)
        seen: list[str] = []
        path: str | None = "/api/v1/ledgers/premises/?size=2"
        while path:
            answer = program.get(path).json()
            columns = {column["key"] for column in answer["columns"]}
            assert all(set(row["cells"]) == columns for row in answer["items"])
            seen += [row["id"] for row in answer["items"]]
            after = answer["next"]
            path = f"/api/v1/ledgers/premises/?size=2&after={after}" if after else None

        assert sorted(seen) == sorted(str(one.pk) for one in north.premises)

    def test_when_it_narrows_a_ledger_then_the_filters_are_those_of_the_page(
        self, district: District, north: Lived
    ):
        program = Program(district.chief)
        ledger = next(row for row in read(program, "/ledgers/") if row["key"] == "premises")

        assert "kind" in {one["key"] for one in ledger["filters"]}
        assert read(program, "/ledgers/premises/?kind=PROPERTY_COMPANY") == []
        assert program.get("/api/v1/ledgers/premises/?kind=nothing").status_code == 422
        assert program.get("/api/v1/ledgers/nothing/").status_code == 404

    def test_when_it_adds_the_stations_up_then_they_are_the_figures_of_the_year(
        self, district: District, north: Lived
    ):
        program = Program(district.bureau_leader)
        whole = program.get("/api/v1/figures/").json()
        stations = read(program, "/figures/stations/")

        assert whole["premises"] == 3
        for name in ("premises", "visits_done", "hazards_found", "documents_issued"):
            assert sum(line[name] for line in stations) == whole[name]
