"""Founding and changing organizations, their posts, and the territories they stand on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction

from wanghuo.foundation.journal import services as journal
from wanghuo.foundation.kernel.actors import Actor
from wanghuo.foundation.kernel.refusals import Conflict, Invalid
from wanghuo.foundation.kernel.words import gettext_noop
from wanghuo.registers.organization.domain.kinds import (
    LINE_OF,
    POSTS_OF,
    OrganizationKind,
    PostKind,
    TerritoryLevel,
)
from wanghuo.registers.organization.domain.territories import (
    TerritoryRow,
    government_name,
    station_name,
    stem_en,
)
from wanghuo.registers.organization.models import (
    Installation,
    Jurisdiction,
    Organization,
    Post,
    Territory,
)


class CodeTaken(Conflict):
    code = "organization.code-taken"
    says = gettext_noop("The code {organization_code} already belongs to {name}.")
    remedy = gettext_noop("Give another code, or change that organization.")


class OtherLine(Invalid):
    code = "organization.other-line"
    says = gettext_noop("{parent} belongs to another line of command than: {kind}.")
    remedy = gettext_noop("Choose a parent of the same line, or none.")


class CoversNothing(Invalid):
    code = "organization.covers-nothing"
    says = gettext_noop("An organization covers at least one territory.")
    remedy = gettext_noop("Name the territory it stands for, with everything below it.")


class PostDoesNotFit(Invalid):
    code = "organization.post-does-not-fit"
    says = gettext_noop("{organization} has no post of this kind: {post}.")
    remedy = gettext_noop("Choose one of: {fitting}.")


class HasNoPosts(Invalid):
    code = "organization.has-no-posts"
    says = gettext_noop("{organization} does not work in this product and has no posts in it.")
    remedy = gettext_noop("Choose a police station, a bureau, a brigade or a detachment.")


@transaction.atomic
def set_up_installation(
    *,
    name: str,
    at: datetime,
    name_en: str = "",
    is_simulated: bool = False,
    seed: int | None = None,
) -> Installation:
    """Name this installation; once."""
    existing = Installation.objects.first()
    if existing:
        return existing
    made = Installation.objects.create(
        name=name, name_en=name_en, is_simulated=is_simulated, seed=seed, made_at=at
    )
    journal.record("organization.installation_set_up", about=made, by=made, at=at)
    return made


@transaction.atomic
def load_territories(rows: Iterable[TerritoryRow], *, by: Actor, at: datetime) -> int:
    """
    Add the territories that are not there yet; a code's parent is found by its prefix.

    Returns: how many were added.
    """
    known = {territory.code: territory for territory in Territory.objects.all()}
    added = []
    for row in sorted(rows, key=lambda row: (_depth_of(row.level), row.code)):
        if row.code in known:
            continue
        fields = {
            "code": row.code, "name": row.name, "name_en": row.name_en, "level": row.level,
            "is_rural": row.is_rural, "tile_column": row.tile_column, "tile_row": row.tile_row,
        }  # fmt: skip
        parent = known.get(parent_code(row.code, row.level))
        if parent:
            node = Territory.objects.add_child(parent, fields)
        else:
            node = Territory.objects.add_root(fields)
        known[row.code] = node
        added.append(node)
    if added:
        facts = {"count": len(added)}
        journal.record("organization.territories_loaded", about=added[0], by=by, at=at, facts=facts)
    return len(added)


def parent_code(code: str, level: TerritoryLevel) -> str:
    """Return the 12-digit code one level up; the code's own digits carry its ancestors."""
    digits = {
        TerritoryLevel.PROVINCE: 0,
        TerritoryLevel.CITY: 2,
        TerritoryLevel.COUNTY: 4,
        TerritoryLevel.TOWNSHIP: 6,
        TerritoryLevel.COMMUNITY: 9,
    }[level]
    return code[:digits].ljust(12, "0") if digits else ""


def _depth_of(level: TerritoryLevel) -> int:
    return list(TerritoryLevel).index(level)


@transaction.atomic
def found_organization(
    *,
    code: str,
    name: str,
    kind: OrganizationKind,
    territory: Territory,
    covers: Sequence[Territory],
    by: Actor,
    at: datetime,
    since: date,
    parent: Organization | None = None,
    name_en: str = "",
    short_name: str = "",
    address: str = "",
    phone: str = "",
) -> Organization:
    """
    Found an organization that covers some territories from ``since`` on.

    Raises: CodeTaken, OtherLine, CoversNothing.
    """
    if parent is not None and parent.line != LINE_OF[kind]:
        raise OtherLine(parent=parent.name, kind=kind, field="parent")
    if not covers:
        raise CoversNothing(field="covers")
    taken = Organization.objects.filter(code=code).first()
    if taken:
        raise CodeTaken(organization_code=code, name=taken.name, field="code")
    fields = {
        "code": code, "name": name, "name_en": name_en, "short_name": short_name, "kind": kind,
        "line": LINE_OF[kind], "territory": territory, "address": address, "phone": phone,
    }  # fmt: skip
    if parent:
        node = Organization.objects.add_child(Organization.objects.get(pk=parent.pk), fields)
    else:
        node = Organization.objects.add_root(fields)
    jurisdictions = [
        Jurisdiction(organization=node, territory=covered, since=since) for covered in covers
    ]
    Jurisdiction.objects.bulk_create(jurisdictions)
    facts = {"name": name, "code": code}
    journal.record("organization.founded", about=[node, *jurisdictions], by=by, at=at, facts=facts)
    return node


@transaction.atomic
def found_county(
    *,
    county: Territory,
    bureau_name: str,
    brigade_name: str,
    townships: Sequence[Territory],
    by: Actor,
    at: datetime,
    since: date,
) -> list[Organization]:
    """
    Found the usual agencies of a county: bureau, brigade, the city's detachment unless another
    county has it already, housing authority, and for each township its police station and its
    government.

    A station's code is its township's 9-digit code, so numbers on documents stay readable.

    Raises: CodeTaken.
    """
    code, kinds = county.code[:6], OrganizationKind
    city = Territory.objects.get_parent(county)

    def found(
        own: str,
        name: str,
        name_en: str,
        kind: OrganizationKind,
        on: Territory,
        parent: Organization | None = None,
    ) -> Organization:
        return found_organization(
            code=own, name=name, name_en=name_en, kind=kind, territory=on, covers=[on],
            parent=parent, by=by, at=at, since=since,
        )  # fmt: skip

    here = stem_en(county.name_en)
    bureau = found(code, bureau_name, f"{here} Public Security Bureau", kinds.BUREAU, county)
    detachment = Organization.objects.filter(code=f"{code[:4]}00-XF").first() or found(
        f"{code[:4]}00-XF", f"{city.name}消防救援支队",
        f"{stem_en(city.name_en)} Fire and Rescue Detachment", kinds.DETACHMENT, city,
    )  # fmt: skip
    brigade = found(
        f"{code}-XF", brigade_name, f"{here} Fire and Rescue Brigade", kinds.BRIGADE, county,
        detachment,
    )  # fmt: skip
    housing = found(
        f"{code}-ZJ", f"{county.name}住房和城乡建设局", f"{here} Housing Authority",
        kinds.HOUSING_AUTHORITY, county,
    )  # fmt: skip
    made = [bureau, detachment, brigade, housing]
    for township in townships:
        own, there = township.code[:9], stem_en(township.name_en)
        name, name_en = station_name(township.name), f"{there} Police Station"
        made.append(found(own, name, name_en, kinds.STATION, township, bureau))
        name, name_en = government_name(township.name), f"{township.name_en} Government"
        made.append(found(f"{own}-ZF", name, name_en, kinds.TOWNSHIP_GOVERNMENT, township))
    return made


@transaction.atomic
def change_organization(
    *,
    organization: Organization,
    changes: dict[str, str | bool],
    by: Actor,
    at: datetime,
) -> Organization:
    """Change names, address, telephone or whether the organization is active."""
    allowed = {"name", "name_en", "short_name", "address", "phone", "is_active"}
    changed = {name: value for name, value in changes.items() if name in allowed}
    for name, value in changed.items():
        setattr(organization, name, value)
    organization.save(update_fields=list(changed) or None)
    facts = {"name": organization.name, "changed": sorted(changed)}
    journal.record("organization.changed", about=organization, by=by, at=at, facts=facts)
    return organization


def check_post(organization: Organization, kind: PostKind) -> None:
    """Raises: PostDoesNotFit, naming the posts that do."""
    fitting = POSTS_OF.get(OrganizationKind(organization.kind), ())
    if kind in fitting:
        return
    facts = {"organization": organization.name, "post": kind, "field": "kind"}
    if fitting:
        raise PostDoesNotFit(fitting=list(fitting), **facts)
    raise HasNoPosts(**facts)


def post_in(organization: Organization, kind: PostKind, title: str = "") -> Post:
    """
    Return the organization's post of ``kind``, making it when it has none.

    Raises: PostDoesNotFit, HasNoPosts.
    """
    check_post(organization, kind)
    return Post.objects.get_or_create(organization=organization, kind=kind, title=title)[0]
