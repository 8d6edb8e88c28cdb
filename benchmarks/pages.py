"""
Lists, search and record pages at 1,000,000 premises and 5,000,000 inspections.

Floor: the same page for the same person while the register holds a few dozen rows. A page whose
cost does not grow with the register has a ratio near 1.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks import crowd
from benchmarks.figures import Figure, Timing, elapsed, timed
from tests.factories.district import FOUNDED_AT, FOUNDED_ON, District, small_district
from tests.factories.lived import Lived, lived
from wanghuo.registers.access.models import Person
from wanghuo.registers.organization import services as organization
from wanghuo.registers.organization.domain.kinds import OrganizationKind, TerritoryLevel
from wanghuo.registers.organization.models import Territory
from wanghuo.registers.organization.services import TerritoryRow
from wanghuo.registers.premises.models import SearchEntry

DATABASES = ["sqlite", "postgresql"]
PREMISES, VISITS, STATIONS = 1_000_000, 5_000_000, 500
FEW = 40
BACKEND = "django.contrib.auth.backends.ModelBackend"


def run(scale: float) -> list[Figure]:
    district = small_district()
    some = lived(
        district, officer=district.officer, partner=district.second_officer,
        community=district.north_community, prefix="串场", number=FEW,
    )  # fmt: skip
    asked = pages(district, some)
    floors = [measured(*page[1:]) for page in asked]
    seconds = elapsed(lambda: grow(district, some, scale))
    print(f"· {PREMISES * scale:,.0f} premises built in {seconds:.0f} s", file=sys.stderr)
    figures = []
    for (name, person, path), (floor, _) in zip(asked, floors, strict=True):
        timing, queries = measured(person, path)
        print(f"· {name}: {timing.median * 1000:,.0f} ms", file=sys.stderr)
        figures.append(
            Figure(
                name,
                timing.median * 1000,
                "ms",
                f"the same page over {FEW} premises, ms",
                floor.median * 1000,
                f"p95 {timing.p95 * 1000:.0f} ms of {timing.calls}, {queries} queries",
            )
        )
    return figures


def pages(district: District, some: Lived) -> list[tuple[str, Person, str]]:
    officer, leader, record = district.officer, district.bureau_leader, some.premises[0].pk
    return [
        ("premises list, station", officer, "/premises/"),
        ("premises list, whole bureau", leader, "/premises/"),
        ("premises list, whole bureau, small shops", leader, "/premises/?small_kind=SHOP"),
        ("premises list, words in a filter", leader, "/premises/?q=串场五金店3"),
        ("search box, one rare name", leader, "/search/?q=串场五金店7"),
        ("search box, a word a million share", leader, "/search/?q=五金"),
        ("premises record", officer, f"/premises/{record}/"),
        ("visits list, station", officer, "/visits/"),
        ("visits list, whole bureau", leader, "/visits/"),
        ("tasks list, station", officer, "/tasks/"),
        ("visits over the API, whole bureau", leader, "/api/v1/visits/"),
        ("home of an officer", officer, "/"),
        ("home of a bureau leader", leader, "/"),
        ("dashboard, station", district.chief, "/dashboard/"),
        ("dashboard, whole bureau", leader, "/dashboard/"),
    ]


def measured(person: Person, path: str) -> tuple[Timing, int]:
    """Time a page that is asked for again and again, and count its queries."""
    browser = Client()
    browser.force_login(person, backend=BACKEND)
    answer = browser.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answered {answer.status_code}")
    timing = timed(open_page(browser, path), repeat=20)
    with CaptureQueriesContext(connection) as queries:
        browser.get(path)
    return timing, len(queries)


def open_page(browser: Client, path: str) -> Callable[[], object]:
    return lambda: browser.get(path).content


def grow(district: District, some: Lived, scale: float) -> None:
    """Multiply one premises, its visit and its task over many stations."""
    found_stations(district, STATIONS)
    premises, visit, task = some.premises[0], some.visits[0], some.tasks[0]
    many, visits = int(PREMISES * scale), int(VISITS * scale)
    shared = {"station_id": "s.id", "territory_id": "s.territory"}
    crowd.multiply(
        premises, many, id=crowd.identifier(1), name="'城东' || n.i || '号五金店'",
        address="'解放路' || n.i || '号'", address_key="'解放路' || n.i", credit_code="''",
        accountable_officer_id="s.officer", **shared,
    )  # fmt: skip
    entry = SearchEntry.objects.get(premises=premises)
    crowd.multiply(
        entry, many, premises_id=crowd.identifier(1),
        tokens="'城东 ' || n.i || ' 五金 五金店 金店 号 cd' || n.i || 'hwjd 解放路'",
    )  # fmt: skip
    place = f"((n.i - 1) %% {many} + 1)"
    crowd.multiply(
        visit, visits, id=crowd.identifier(2), premises_id=crowd.identifier(1, place),
        visited_on=crowd.day_of_year("n.i", visit.visited_on.year), task_id="NULL",
        lead_id="s.officer", partner_id="s.partner", **shared,
    )  # fmt: skip
    crowd.multiply(
        task, many, id=crowd.identifier(3), premises_id=crowd.identifier(1),
        accountable_id="s.officer", partner_id="s.partner", **shared,
    )  # fmt: skip
    crowd.gather_statistics()


def found_stations(district: District, number: int) -> None:
    """Found more stations under the bureau, each with a township, a community, two officers."""
    rows = []
    for index in range(number):
        town = f"3209{10 + index // 90:02d}{100 + index % 90:03d}000"
        rows.append(TerritoryRow(town, f"{index}镇", TerritoryLevel.TOWNSHIP))
        rows.append(TerritoryRow(town[:9] + "200", f"{index}村", TerritoryLevel.COMMUNITY))
    by = district.installation
    organization.load_territories(rows, by=by, at=FOUNDED_AT)
    ground = Territory.objects.in_bulk([row.code for row in rows], field_name="code")
    officers: list[Person] = []
    north, officer, second = district.north, district.officer, district.second_officer
    kept = [(north.pk, district.north_community.pk, officer.pk, second.pk)]
    for index in range(number - 1):
        town, village = ground[rows[2 * index].code], ground[rows[2 * index + 1].code]
        station = organization.found_organization(
            code=town.code[:9], name=f"{index}派出所", kind=OrganizationKind.STATION,
            territory=town, covers=[town], parent=district.bureau, by=by, at=FOUNDED_AT,
            since=FOUNDED_ON,
        )  # fmt: skip
        pair = [
            Person(username=f"officer{index}-{place}", name=f"{index}警官", organization=station)
            for place in (1, 2)
        ]
        officers += pair
        kept.append((station.pk, village.pk, pair[0].pk, pair[1].pk))
    Person.objects.bulk_create(officers)
    as_text = connection.vendor == "sqlite"
    crowd.remember_stations(
        [tuple(one.hex if as_text else str(one) for one in row) for row in kept]
    )
