"""Founds the district: territories, agencies and the people in their posts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random

from django.contrib.auth.hashers import make_password
from django.db import transaction

from wanghuo.interfaces.simulation.domain.crew import PASSWORD, Recruit, recruits
from wanghuo.interfaces.simulation.domain.places import Community, communities
from wanghuo.registers.access import services as access
from wanghuo.registers.access.models import Person
from wanghuo.registers.organization import services as organizations
from wanghuo.registers.organization.domain.kinds import PostKind, TerritoryLevel
from wanghuo.registers.organization.domain.territories import TerritoryRow
from wanghuo.registers.organization.models import Installation, Organization, Territory


@dataclass
class District:
    """What was founded, by code; ``crew`` holds each organization's people by post."""

    installation: Installation
    seed: int
    organizations: dict[str, Organization]
    territories: dict[str, Territory]
    communities: list[Community]
    crew: dict[str, dict[PostKind, list[Person]]] = field(default_factory=dict)

    @property
    def stations(self) -> list[Organization]:
        return [o for code, o in sorted(self.organizations.items()) if o.kind == "STATION"]

    def people(self, organization: Organization, *posts: PostKind) -> list[Person]:
        held = self.crew.get(organization.code, {})
        return [person for post in posts for person in held.get(post, [])]


@transaction.atomic
def found_district(
    rows: Sequence[TerritoryRow],
    *,
    name: str,
    name_en: str,
    seed: int,
    since: date,
    at: datetime,
    most_stations: int | None = None,
    shown: str = "",
    first_number: int = 1,
) -> District:
    """
    Found a county's agencies on its table of territories, and fill their posts.

    ``shown`` is the code of the station whose people get the accounts the demo prints; it is
    founded even when ``most_stations`` leaves out others before it.
    ``first_number`` is the first police number given out.
    """
    by = organizations.set_up_installation(
        name=name, name_en=name_en, at=at, is_simulated=True, seed=seed
    )
    organizations.load_territories(rows, by=by, at=at)
    codes = [row.code for row in rows]
    territories = {t.code: t for t in Territory.objects.filter(code__in=codes)}
    county = next(territories[r.code] for r in rows if r.level == TerritoryLevel.COUNTY)
    townships = [territories[r.code] for r in rows if r.level == TerritoryLevel.TOWNSHIP]
    townships = _chosen(townships, most_stations, shown)
    made = organizations.found_county(
        county=county, bureau_name=f"盐城市公安局{county.name[:-1]}分局",
        brigade_name=f"{county.name}消防救援大队", townships=townships, by=by, at=at, since=since,
    )  # fmt: skip
    covered = {township.code[:9] for township in townships}
    district = District(
        installation=by,
        seed=seed,
        organizations={organization.code: organization for organization in made},
        territories=territories,
        communities=[c for c in communities(list(rows)) if c.code[:9] in covered],
    )
    _fill_posts(district, county, shown=shown, first_number=first_number, since=since, at=at)
    return district


def _chosen(townships: list[Territory], most: int | None, shown: str) -> list[Territory]:
    """Return up to ``most`` townships by code, the one of station ``shown`` always among them."""
    shown_first = sorted(
        townships, key=lambda township: (township.code[:9] != shown, township.code)
    )
    return sorted(shown_first[:most], key=lambda township: township.code)


def _fill_posts(
    district: District,
    county: Territory,
    *,
    shown: str,
    first_number: int,
    since: date,
    at: datetime,
) -> None:
    ground: dict[str, list[str]] = {station.code: [] for station in district.stations}
    for community in district.communities:
        ground[community.code[:9]].append(community.code)
    bureau = county.code[:6]
    # One hash for everybody: hashing 190 times the same password would take the build's time.
    password_hash = make_password(PASSWORD)
    rng = Random(f"{district.seed}:crew")
    for recruit in recruits(
        ground,
        bureau=bureau,
        brigade=f"{bureau}-XF",
        shown=shown,
        rng=rng,
        first_number=first_number,
    ):
        enlist(recruit, district, password_hash=password_hash, since=since, at=at)


def enlist(
    recruit: Recruit, district: District, *, password_hash: str, since: date, at: datetime
) -> Person:
    """Add one person and let them take up their post."""
    organization = district.organizations[recruit.organization]
    person = access.add_person(
        username=recruit.username, name=recruit.name, organization=organization, password=None,
        password_hash=password_hash, by=district.installation, at=at,
        police_number=recruit.police_number, phone=recruit.phone,
        is_certified=recruit.is_certified, must_change_password=False,
    )  # fmt: skip
    access.assign(
        person=person, post=organizations.post_in(organization, recruit.post), since=since,
        by=district.installation, at=at,
        territories=[district.territories[code] for code in recruit.communities],
    )  # fmt: skip
    district.crew.setdefault(organization.code, {}).setdefault(recruit.post, []).append(person)
    return person
