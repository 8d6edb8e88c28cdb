"""What a form of the screens can do, a program can do too."""

from __future__ import annotations

from collections.abc import Iterator

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.factories.district import District
from tests.factories.programs import Program
from wanghuo.registers.access.models import Person

DONE_BY = {
    "premises:register": "/premises/", "premises:change": "/premises/{}/change/",
    "premises:close": "/premises/{}/close/", "premises:reopen": "/premises/{}/reopen/",
    "premises:move": "/premises/{}/move/", "premises:succeed": "/premises/{}/succeed/",
    "premises:officer": "/premises/{}/assign-officer/",
    "premises:key-unit": "/premises/{}/decide-key-unit/",
    "premises:bounds": "/premises/{}/bound-visits/",
    "premises:add-alias": "/premises/{}/add-alias/",
    "premises:record-facility": "/premises/{}/record-facility/",
    "premises:record-estate": "/premises/{}/record-estate/",
    "premises:remove": "/premises/{}/remove-facility/",
    "premises:upload": "/imports/", "premises:import": "/imports/{}/confirm-columns/",
    "premises:import-enter": "/imports/{}/enter/",
    "premises:import-again": "/imports/{}/read-again/",
    "premises:import-discard": "/imports/{}/discard/", "premises:import-undo": "/imports/{}/undo/",
    "inspections:open-task": "/tasks/", "inspections:excuse": "/tasks/{}/excuse/",
    "inspections:cancel": "/tasks/{}/cancel/", "inspections:reassign": "/tasks/{}/reassign/",
    "inspections:reassign-many": "/tasks/{}/reassign/",
    "inspections:start": "/visits/", "inspections:start-unscheduled": "/visits/",
    "inspections:identity": "/visits/{}/confirm-identity/",
    "inspections:answer": "/visits/{}/answer/", "inspections:sheet": "/visits/{}/answer/",
    "inspections:rest": "/visits/{}/answer-rest/", "inspections:recheck": "/visits/{}/recheck/",
    "inspections:attach": "/visits/{}/photographs/", "inspections:finish": "/visits/{}/finish/",
    "inspections:report": "/visits/{}/report/", "inspections:discard": "/visits/{}/discard/",
    "hazards:measure": "/hazards/{}/choose-measure/", "hazards:order": "/hazards/{}/issue-orders/",
    "hazards:reinspection": "/hazards/{}/record-reinspection/",
    "hazards:extension": "/hazards/{}/request-extension/",
    "hazards:decision": "/hazards/{}/decide-extension/",
    "hazards:report": "/hazards/{}/report-severe/", "hazards:officer": "/hazards/{}/reassign/",
    "hazards:closing": "/hazards/{}/close/", "hazards:transfer": "/hazards/{}/transfer/",
    "hazards:receipt": "/transfers/{}/record-receipt/",
    "hazards:reply": "/transfers/{}/record-reply/",
    "hazards:close-transfer": "/hazards/{}/close-transferred/",
    "documents:sign": "/documents/{}/sign/", "documents:scan": "/documents/{}/attach-scan/",
    "documents:serve": "/documents/{}/serve/", "documents:void": "/documents/{}/void/",
    "planning:draft": "/plans/", "planning:draft-all": "/plans/",
    "planning:submit": "/plans/{}/submit/", "planning:approve": "/plans/{}/approve/",
    "planning:send-back": "/plans/{}/send-back/", "planning:publish": "/plans/{}/publish/",
    "planning:add-visit": "/plans/{}/add-visit/", "planning:adjust": "/planned-visits/{}/adjust/",
    "planning:undo": "/planned-visits/{}/undo/",
    "planning:drop": "/planned-visits/{}/drop/", "planning:declare-hours": "/officers-hours/",
    "planning:declare-conflict": "/conflicts-of-interest/",
    "planning:end-conflict": "/conflicts-of-interest/{}/end/",
    "policy:add-edition": "/local-editions/", "policy:confirm": "/local-editions/{}/confirm/",
    "policy:end": "/local-editions/{}/end/", "policy:withdraw": "/local-editions/{}/withdraw/",
    "policy:confirm-year": "/working-days/{}/confirm/", "policy:day": "/working-days/enter/",
    "console:add-person": "/people/", "console:change-person": "/people/{}/change/",
    "console:assign": "/people/{}/assign/", "console:end-assignment": "/assignments/{}/end/",
    "console:close-account": "/people/{}/close/", "console:open-account": "/people/{}/open/",
    "console:reset-password": "/people/{}/reset-password/",
    "console:found-organization": "/organizations/", "console:cover": "/organizations/{}/cover/",
    "console:end-jurisdiction": "/organizations/{}/end-jurisdiction/",
    "console:change-organization": "/organizations/{}/change/",
    "console:revoke-token": "/tokens/{}/revoke/", "console:cancel-job": "/jobs/{}/cancel/",
    "console:verify-journal": "/journal/verify/",
}  # fmt: skip
"""The form of a screen and the operation that acts through the same service."""

NOT_FOR_PROGRAMS = {
    "console:sign-in": "a program has a token",
    "console:sign-out": "a program has a token, which is revoked",
    "console:preferences": "language and theme of a browser",
    "console:profile": "language of a browser",
    "console:change-password": "a token must not be able to take the account over",
    "console:tokens": "a token must not be able to make another that outlives it",
    "inspections:draft": "what is being typed; a program sends what it means",
    "documents:preview": "a picture for eyes; the issued file is at /documents/{}/file/",
    "hazards:transfer-preview": "a picture for eyes, before the letter exists",
    "hazards:report-preview": "a picture for eyes, before the report exists",
    "premises:guarded": "a telephone number shown to a reader, who is named in the journal",
}


def form_addresses() -> Iterator[str]:
    """Return the name of every address of the screens that takes a form."""

    def walk(patterns: list[URLPattern | URLResolver], space: str) -> Iterator[str]:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                if pattern.app_name != "ninja":
                    yield from walk(pattern.url_patterns, pattern.app_name or space)
            elif pattern.name and space:
                yield f"{space}:{pattern.name}"

    yield from walk(get_resolver().url_patterns, "")


def takes_forms(name: str, client: Client) -> bool:
    """Ask the address itself: OPTIONS names the methods a guarded view allows."""
    return name in DONE_BY or name in NOT_FOR_PROGRAMS or "POST" in allowed(name, client)


def allowed(name: str, client: Client) -> str:
    space, _, own = name.partition(":")
    _prefix, resolver = get_resolver().namespace_dict[space]
    possible, _route, _defaults, _converters = resolver.reverse_dict.getlist(own)[0]
    filled = {parameter: converter_value(parameter) for parameter in possible[0][1]}
    answer = client.options(reverse(name, kwargs=filled))
    return answer.headers.get("Allow", "") if answer.status_code == 405 else "GET, POST"


def converter_value(parameter: str) -> object:
    if parameter.endswith("_id"):
        return "01a20c24-c8d4-7000-ae0c-65fdb3035567"
    return {"year": 2026, "number": 1, "day": "2026-01-01"}.get(parameter, "x")


def operations(person: Person, method: str = "post") -> set[str]:
    """Return the paths that answer ``method``, with the names of parameters left out."""
    described = Program(person).get("/api/v1/openapi.json").json()["paths"]
    return {
        "/".join("{}" if part.startswith("{") else part for part in path.split("/")).removeprefix(
            "/api/v1"
        )
        for path, methods in described.items()
        if method in methods
    }


class TestGivenTheFormsOfTheScreens:
    def test_when_each_is_looked_up_then_a_program_can_do_it_or_a_reason_stands(
        self, district: District
    ):
        client = Client()
        client.force_login(
            district.administrator, backend="django.contrib.auth.backends.ModelBackend"
        )
        forms = {name for name in form_addresses() if takes_forms(name, client)}

        assert forms - set(DONE_BY) - set(NOT_FOR_PROGRAMS) == set()
        assert len(forms) > 80

    def test_when_the_description_is_read_then_every_operation_named_exists(
        self, district: District
    ):
        assert set(DONE_BY.values()) - operations(district.administrator) == set()


class TestGivenAnAdministratorsProgram:
    def test_when_it_adds_a_person_with_a_post_then_they_may_sign_in(self, district: District):
        program = Program(district.administrator)
        added = program.send(
            "/api/v1/people/",
            {"username": "xin", "name": "新警员", "organization": "320902001",
             "password": "wanghuo-test-2"},
        )  # fmt: skip
        assert added.status_code == 201, added.content.decode()
        person = added.json()["id"]
        given = program.send(
            f"/api/v1/people/{person}/assign/",
            {"organization": "320902001", "post": "FIRE_OFFICER", "since": "2026-01-01"},
        )

        assert given.status_code == 201, given.content.decode()
        held = program.get(f"/api/v1/people/{person}/assignments/").json()["items"]
        assert [row["post"] for row in held] == ["FIRE_OFFICER"]

    def test_when_the_password_is_weak_then_it_is_refused_at_its_field(self, district: District):
        answer = Program(district.administrator).send(
            "/api/v1/people/",
            {"username": "xin", "name": "新", "organization": "320902001", "password": "12345678"},
        )

        assert answer.status_code == 422
        assert answer.json()["errors"][0]["pointer"] == "/password"

    def test_when_an_officer_tries_then_it_is_refused(self, district: District):
        program = Program(district.officer)

        assert program.get("/api/v1/people/").status_code == 403
        assert program.get("/api/v1/journal/").status_code == 403

    def test_when_it_reads_the_journal_then_each_entry_is_a_sentence(self, district: District):
        entries = Program(district.administrator).get("/api/v1/journal/?size=5").json()

        assert len(entries["items"]) == 5
        assert all(entry["sentence"] for entry in entries["items"])


class TestGivenAStationsProgram:
    def registered(self, program: Program) -> str:
        made = program.send(
            "/api/v1/premises/",
            {"name": "串场河五金店", "address": "建军路12号", "territory": "320902001001"},
        )
        premises: str = made.json()["id"]
        return premises

    def test_when_it_adds_and_takes_particulars_then_they_come_and_go(self, district: District):
        program = Program(district.officer)
        place = f"/api/v1/premises/{self.registered(program)}"
        alias = program.send(f"{place}/add-alias/", {"name": "老五金店"}).json()["id"]
        program.send(f"{place}/record-estate/", {"name": "河畔小区"})

        assert program.get(f"{place}/particulars/").json()["aliases"][0]["name"] == "老五金店"
        assert program.send(f"{place}/remove-alias/", {"id": alias}).status_code == 200
        assert program.send(f"{place}/remove-alias/", {"id": alias}).status_code == 404
        left = program.get(f"{place}/particulars/").json()
        assert (left["aliases"], len(left["estates"])) == ([], 1)

    def test_when_it_counts_the_year_then_the_figures_are_those_in_sight(self, district: District):
        program = Program(district.officer)
        self.registered(program)

        assert program.get("/api/v1/figures/").json()["premises"] == 1

    def test_when_it_sends_a_file_that_is_no_table_then_that_is_said(self, district: District):
        answer = Program(district.fire_officer).send(
            "/api/v1/imports/",
            {"station": "320902001", "source": "台账.xlsx", "content": "JVBERi0xLjcKJeLjz9MK"},
        )

        assert answer.status_code == 422
        assert answer.json()["code"]

    def test_when_it_sends_a_file_for_another_station_then_there_is_none(self, district: District):
        answer = Program(district.fire_officer).send(
            "/api/v1/imports/",
            {"station": "320902100", "source": "台账.xlsx", "content": "bm8gdGFibGU="},
        )

        assert answer.status_code == 404
