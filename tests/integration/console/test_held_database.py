"""
While a large import is being written nobody else can write to SQLite: what everybody is told.

Another connection holds the write lock of a database file; PostgreSQL knows no such moment.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

import pytest

from tests.factories import processes

SCRIPT = (
    processes.SET_UP
    + """
import json, sqlite3
from django.db import connection
from django.test import Client
from tests.factories.district import PASSWORD
from tests.factories.premises import premises
from tests.factories.programs import Program
from wanghuo.registers.premises.models import Premises
shop = premises(district, "城阳宾馆")
there = f"/premises/{shop.pk}/"

def browser(signed_in=True):
    client = Client(raise_request_exception=False)
    if signed_in:
        client.force_login(district.officer, backend="django.contrib.auth.backends.ModelBackend")
    return client

changed = browser()
district.officer.set_password(PASSWORD)
district.officer.save()
reader, writer, leaver, stranger = browser(), browser(), browser(), browser(False)
program = Program(district.officer, raise_request_exception=False)
alias = {"name": "新招牌"}
form = alias | {"_once": "1"}
aliases = there + "aliases/new/"

holder = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
holder.execute("BEGIN IMMEDIATE")
connection.cursor().execute("PRAGMA busy_timeout = 100")
answers = {}

def note(name, answer):
    answers[name] = [answer.status_code, answer.headers.get("Content-Type", ""),
                     answer.content.decode()]

for path in ("/", "/premises/", there, "/tasks/", "/hazards/", "/legal-basis/", "/profile/"):
    note(f"reads {path.replace(str(shop.pk), 'ID')}", reader.get(path))
note("reads columns", reader.get("/premises/", {"columns": ["name", "address"]}))
note("reads API", program.get(f"/api/v1/premises/{shop.pk}/"))
note("sends form", writer.post(aliases, alias))
note("sends form once", writer.post(aliases, form))
note("sends fragment", writer.post(aliases, form, headers={"HX-Request": "true"}))
note("sends sign-in", stranger.post("/sign-in/", {"username": "officer", "password": PASSWORD}))
note("sends wrong password", stranger.post("/sign-in/", {"username": "officer", "password": "x"}))
note("sends sign-out", leaver.post("/sign-out/"))
note("sends after password change", changed.post(aliases, form))
note("API writes", program.send(f"/api/v1/premises/{shop.pk}/add-alias/", alias))
note("API writes once", program.send(f"/api/v1/premises/{shop.pk}/add-alias/", alias, key="k"))

holder.execute("ROLLBACK")
note("form afterwards", writer.post(aliases, form))
note("sign-in afterwards", stranger.post(
    "/sign-in/", {"username": "officer", "password": PASSWORD}))
note("still signed in afterwards", leaver.get("/profile/"))
assert shop.aliases.get().name == "新招牌"
print(json.dumps(answers))
"""
)


@dataclass
class Answer:
    status: int
    kind: str
    text: str


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Answer]:
    with processes.installation(tmp_path_factory.mktemp("held"), on_sqlite=True) as here:
        found = json.loads(here.asked(SCRIPT))
    return {name: Answer(*values) for name, values in found.items()}


def beginning(answers: dict[str, Answer], words: str) -> dict[str, Answer]:
    return {name: answer for name, answer in answers.items() if name.startswith(words)}


@pytest.mark.slow
class TestGivenAnImportThatIsBeingWritten:
    def test_when_somebody_only_reads_then_every_page_opens(self, answers: dict[str, Answer]):
        read = beginning(answers, "reads")

        assert len(read) == 9
        assert {name: answer.status for name, answer in read.items()} == dict.fromkeys(read, 200)

    def test_when_somebody_sends_a_form_then_a_page_says_what_keeps_them(
        self, answers: dict[str, Answer]
    ):
        for name, answer in beginning(answers, "sends").items():
            assert answer.status == 409, name
            assert "正在写入" in answer.text, name

    def test_when_a_program_writes_then_it_gets_a_problem(self, answers: dict[str, Answer]):
        for name, answer in beginning(answers, "API").items():
            assert (answer.status, answer.kind) == (409, "application/problem+json"), name
            assert json.loads(answer.text)["code"] == "support.busy", name

    def test_when_it_has_ended_then_everything_goes_on(self, answers: dict[str, Answer]):
        assert answers["form afterwards"].status == 302
        assert answers["sign-in afterwards"].status == 302
        assert answers["still signed in afterwards"].status == 200
