"""Other names, fire facilities and managed estates."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from wanghuo.foundation.journal import services as journal
from wanghuo.foundation.kernel.actors import Actor
from wanghuo.foundation.kernel.ids import uuid7
from wanghuo.foundation.kernel.refusals import Conflict, Invalid
from wanghuo.foundation.kernel.words import gettext_noop
from wanghuo.foundation.support import device_ids
from wanghuo.registers.premises.domain.terms import FacilityKind
from wanghuo.registers.premises.models import Alias, Facility, ManagedEstate, Premises
from wanghuo.registers.premises.services.derived import refresh_search
from wanghuo.registers.premises.services.gate import pass_through


class AliasKnown(Conflict):
    code = "premises.alias-known"
    says = gettext_noop("The object already goes by the name {alias}.")


class EstateNameMissing(Invalid):
    code = "premises.estate-name-missing"
    says = gettext_noop("A managed estate needs a name.")
    remedy = gettext_noop("Write the estate's name.")


@transaction.atomic
def add_alias(
    *, premises: Premises, name: str, by: Actor, at: datetime, id: UUID | None = None
) -> Alias:
    """
    Let an object go by one more name; the same ``id`` again returns what is there.

    Raises: AliasKnown, IdTaken.
    """
    pass_through(
        by, "premises.change", station=premises.station_id, territory=premises.territory_id
    )
    name = name.strip()
    known = device_ids.made_before(Alias, id, premises_id=premises.pk, name=name)
    if known is not None:
        return known
    if name == premises.name or premises.aliases.filter(name=name).exists():
        raise AliasKnown(alias=name, field="name")
    alias = Alias.objects.create(id=id or uuid7(), premises=premises, name=name)
    refresh_search(premises)
    facts = {"name": premises.name, "alias": name}
    journal.record(
        "premises.alias_added", about=alias, concerning=[premises], by=by, at=at, facts=facts
    )
    return alias


@transaction.atomic
def remove_alias(*, alias: Alias, by: Actor, at: datetime) -> None:
    pass_through(
        by,
        "premises.change",
        station=alias.premises.station_id,
        territory=alias.premises.territory_id,
    )
    premises, gone = alias.premises, Alias(pk=alias.pk)
    facts = {"name": premises.name, "alias": alias.name}
    alias.delete()
    refresh_search(premises)
    journal.record(
        "premises.alias_removed", about=[], removed=[gone], concerning=[premises], by=by, at=at,
        facts=facts,
    )  # fmt: skip


@transaction.atomic
def record_facility(
    *,
    premises: Premises,
    kind: FacilityKind,
    count: int,
    by: Actor,
    at: datetime,
    place: str = "",
    last_tested_on: date | None = None,
    maintained_by: str = "",
    id: UUID | None = None,
) -> Facility:
    """
    Record facilities of one kind at one place, anew or in place of what stood there.

    The same ``id`` again returns what is there.
    Raises: IdTaken.
    """
    pass_through(
        by, "premises.change", station=premises.station_id, territory=premises.territory_id
    )
    spot: dict[str, Any] = {"premises_id": premises.pk, "kind": kind, "place": place.strip()}
    if (known := device_ids.made_before(Facility, id, **spot)) is not None:
        return known
    found = {"count": count, "last_tested_on": last_tested_on, "maintained_by": maintained_by}
    facility, _ = Facility.objects.update_or_create(
        **spot, defaults=found, create_defaults=found | {"id": id or uuid7()}
    )
    facts = {"name": premises.name, "facility": kind, "count": count}
    journal.record(
        "premises.facility_recorded", about=facility, concerning=[premises], by=by, at=at,
        facts=facts,
    )  # fmt: skip
    return facility


@transaction.atomic
def remove_facility(*, facility: Facility, by: Actor, at: datetime) -> None:
    pass_through(
        by,
        "premises.change",
        station=facility.premises.station_id,
        territory=facility.premises.territory_id,
    )
    premises, gone = facility.premises, Facility(pk=facility.pk)
    facts = {"name": premises.name, "facility": facility.kind}
    facility.delete()
    journal.record(
        "premises.facility_removed", about=[], removed=[gone], concerning=[premises], by=by,
        at=at, facts=facts,
    )  # fmt: skip


@transaction.atomic
def record_estate(
    *,
    premises: Premises,
    name: str,
    by: Actor,
    at: datetime,
    address: str = "",
    buildings: int | None = None,
    households: int | None = None,
    id: UUID | None = None,
) -> ManagedEstate:
    """
    Record an estate a property company manages, anew or in place of what stood there.

    The same ``id`` again returns what is there.
    Raises: EstateNameMissing, IdTaken.
    """
    pass_through(
        by, "premises.change", station=premises.station_id, territory=premises.territory_id
    )
    if not name.strip():
        raise EstateNameMissing(field="name")
    spot: dict[str, Any] = {"company_id": premises.pk, "name": name.strip()}
    if (known := device_ids.made_before(ManagedEstate, id, **spot)) is not None:
        return known
    found = {"address": address, "buildings": buildings, "households": households}
    estate, _ = ManagedEstate.objects.update_or_create(
        **spot, defaults=found, create_defaults=found | {"id": id or uuid7()}
    )
    facts = {"name": premises.name, "estate": estate.name}
    journal.record(
        "premises.estate_recorded", about=estate, concerning=[premises], by=by, at=at, facts=facts
    )
    return estate


@transaction.atomic
def remove_estate(*, estate: ManagedEstate, by: Actor, at: datetime) -> None:
    pass_through(
        by,
        "premises.change",
        station=estate.company.station_id,
        territory=estate.company.territory_id,
    )
    premises, gone = estate.company, ManagedEstate(pk=estate.pk)
    facts = {"name": premises.name, "estate": estate.name}
    estate.delete()
    journal.record(
        "premises.estate_removed", about=[], removed=[gone], concerning=[premises], by=by, at=at,
        facts=facts,
    )  # fmt: skip
