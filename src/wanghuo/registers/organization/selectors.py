"""Questions about organizations and territories."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from django.db.models import Q, QuerySet

from wanghuo.foundation.kernel.refusals import NotFound
from wanghuo.foundation.kernel.words import gettext_noop
from wanghuo.registers.organization.domain.kinds import Line, OrganizationKind, TerritoryLevel
from wanghuo.registers.organization.domain.territories import TerritoryRow, read_table
from wanghuo.registers.organization.models import (
    Installation,
    Jurisdiction,
    Organization,
    Territory,
)


class NoSuchOrganization(NotFound):
    code = "organization.no-such-organization"
    says = gettext_noop("There is no organization with the code {organization_code}.")
    remedy = gettext_noop("Look the code up under Administration, Organizations.")


class NoSuchTerritory(NotFound):
    code = "organization.no-such-territory"
    says = gettext_noop("There is no territory with the code or name {territory}.")
    remedy = gettext_noop("Use the official 12-digit code or the full official name.")


class NotCovered(NotFound):
    code = "organization.not-covered"
    says = gettext_noop("{organization} does not cover {territory} by a jurisdiction of its own.")
    remedy = gettext_noop("Look up on the organization's page what it covers.")


TABLES = Path(__file__).parent / "data" / "territories"
LATELY = timedelta(days=31)
"""How long nightly work looks back, should the server have stood still."""


def shipped_counties() -> list[str]:
    """Return the six-digit codes of the counties whose territories come with the product."""
    return sorted(path.stem for path in TABLES.glob("*.csv"))


def shipped_table(county: str) -> list[TerritoryRow]:
    """
    Return the territories of a county that come with the product.

    Raises: NoSuchTerritory.
    """
    if county not in shipped_counties():
        raise NoSuchTerritory(territory=county)
    return read_table((TABLES / f"{county}.csv").read_text(encoding="utf-8"))


def installation() -> Installation | None:
    return Installation.objects.first()


def organization(code: str) -> Organization:
    """Raises: NoSuchOrganization."""
    found = Organization.objects.filter(code=code).first()
    if found is None:
        raise NoSuchOrganization(organization_code=code)
    return found


def territory(code_or_name: str) -> Territory:
    """Raises: NoSuchTerritory."""
    found = Territory.objects.filter(Q(code=code_or_name) | Q(name=code_or_name)).first()
    if found is None:
        raise NoSuchTerritory(territory=code_or_name)
    return found


def stations() -> QuerySet[Organization]:
    return Organization.objects.filter(kind=OrganizationKind.STATION, is_active=True)


def police_line(stations_seen: frozenset[UUID] | None) -> list[Organization]:
    """Return the stations of a scope with the bureaus above them, in order of the tree."""
    line = Organization.objects.filter(line=Line.POLICE, is_active=True).order_by("path")
    everybody = list(line)
    if stations_seen is None:
        return everybody
    seen = [o for o in everybody if o.pk in stations_seen]
    if len(seen) < 2:
        return seen
    return [o for o in everybody if any(s.path.startswith(o.path) for s in seen)]


def stations_seen_from(organization: Organization) -> QuerySet[Organization]:
    """
    Return the stations whose work an organization may see.

    The police line sees the stations below it in its own tree; the fire line and governments
    see the stations that stand on their ground.
    """
    every = Organization.objects.filter(kind=OrganizationKind.STATION)
    if organization.line == Line.POLICE:
        return every.filter(path__startswith=organization.path)
    return every.filter(jurisdictions__territory__in=ground_of(organization)).distinct()


def ground_of(organization: Organization) -> QuerySet[Territory]:
    """Return the territories an organization covers, each with everything below it."""
    covered = Jurisdiction.objects.filter(organization=organization, until__isnull=True)
    paths = list(covered.values_list("territory__path", flat=True))
    paths = paths or [organization.territory.path]
    below = Q()
    for path in paths:
        below |= Q(path__startswith=path)
    return Territory.objects.filter(below)


def below(territory: Territory) -> QuerySet[Territory]:
    """Return a territory with everything below it."""
    return Territory.objects.filter(path__startswith=territory.path)


def station_for(territory: Territory, *, on: date) -> Organization | None:
    """Return the station whose jurisdiction covers ``territory`` on a day; the narrowest wins."""
    steps = range(territory.steplen, len(territory.path) + 1, territory.steplen)
    covering = Jurisdiction.objects.filter(
        Q(until__isnull=True) | Q(until__gt=on),
        since__lte=on,
        territory__path__in=[territory.path[:length] for length in steps],
        organization__kind=OrganizationKind.STATION,
    )
    narrowest = covering.select_related("organization").order_by("-territory__depth", "id").first()
    return narrowest.organization if narrowest else None


def stations_begun_lately(*, on: date) -> list[Organization]:
    """Return the stations that began to cover some ground in the last weeks up to a day."""
    begun = Jurisdiction.objects.filter(
        until__isnull=True, since__lte=on, since__gt=on - LATELY,
        organization__kind=OrganizationKind.STATION,
    )  # fmt: skip
    ids = begun.values("organization")
    return list(Organization.objects.filter(pk__in=ids).order_by("code"))


def organization_on(territory: Territory, kind: OrganizationKind) -> Organization | None:
    """Return the organization of ``kind`` that stands on ``territory`` or the nearest above it."""
    steps = range(territory.steplen, len(territory.path) + 1, territory.steplen)
    paths = [territory.path[:length] for length in steps]
    standing = Organization.objects.filter(kind=kind, is_active=True, territory__path__in=paths)
    return standing.order_by("-territory__depth", "code").first()


def communities_of(organization: Organization) -> QuerySet[Territory]:
    """Return the communities and villages an organization covers, by code."""
    return ground_of(organization).filter(level=TerritoryLevel.COMMUNITY).order_by("code")


def active() -> QuerySet[Organization]:
    """Return the organizations in service, in order of the tree."""
    return Organization.objects.filter(is_active=True).order_by("path")


def tree() -> list[Organization]:
    """Return every organization in order of the tree, with its territory."""
    return list(Organization.objects.select_related("territory").order_by("path"))


def jurisdictions_of(organization: Organization) -> list[Jurisdiction]:
    """Return what an organization covers and has covered, the present first."""
    rows = Jurisdiction.objects.filter(organization=organization).select_related("territory")
    return sorted(rows, key=lambda row: (row.until is not None, row.territory.code))


def jurisdiction(organization: Organization, territory: Territory) -> Jurisdiction:
    """
    Return the jurisdiction by which an organization covers just this territory.

    Raises: NotCovered.
    """
    rows = Jurisdiction.objects.select_related("organization", "territory")
    held = rows.filter(organization=organization, territory=territory, until__isnull=True).first()
    if held is None:
        raise NotCovered(organization=organization.name, territory=territory.name)
    return held


def above(territory: Territory) -> list[Territory]:
    """Return the divisions around a territory, the widest first."""
    steps = range(territory.steplen, len(territory.path), territory.steplen)
    paths = [territory.path[:length] for length in steps]
    return list(Territory.objects.filter(path__in=paths).order_by("path"))


def within(territory: Territory | None) -> list[Territory]:
    """Return the divisions directly in a territory; without one, the widest known."""
    rows = Territory.objects.order_by("code")
    if territory is None:
        return list(rows.filter(depth=1))
    return list(rows.filter(path__startswith=territory.path, depth=territory.depth + 1))


def covering(territory: Territory) -> list[Organization]:
    """Return the organizations in service whose jurisdiction includes a territory."""
    steps = range(territory.steplen, len(territory.path) + 1, territory.steplen)
    paths = [territory.path[:length] for length in steps]
    rows = active().filter(
        jurisdictions__territory__path__in=paths, jurisdictions__until__isnull=True
    )
    return list(rows.distinct())


def names_by_code(codes: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Return the names of territories, Chinese and English, by their 12-digit codes."""
    rows = Territory.objects.filter(code__in=list(codes))
    return {code: (name, name_en) for code, name, name_en in rows.values_list(
        "code", "name", "name_en"
    )}  # fmt: skip
