"""What every record of the register must say, and how it is brought into order."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from django.db.models import Field

from wanghuo.foundation.kernel.refusals import Conflict, Invalid
from wanghuo.foundation.kernel.words import gettext_noop
from wanghuo.foundation.rulebook.book import Rulebook
from wanghuo.registers.premises.domain import values
from wanghuo.registers.premises.domain.terms import (
    CompetenceBasis,
    Occupancy,
    PremisesKind,
    PremisesStatus,
    SmallKind,
)
from wanghuo.registers.premises.models import Premises
from wanghuo.registers.premises.selectors.records import within
from wanghuo.registers.premises.services import derived

FACTS = frozenset({
    "small_kind", "occupancy", "credit_code", "competence", "competence_document", "head_name",
    "head_phone", "head_identity_number", "manager_name", "manager_phone", "floor_area_m2",
    "basement_area_m2", "floors_above", "floors_below", "highest_floor_used", "height_m",
    "is_built_before_1998", "rooms", "beds", "seats", "staff", "boarders", "pupils", "has_dwelling",
    "hours", "longitude", "latitude", "note", "risk",
})  # fmt: skip
"""Columns a person may fill in; the others follow from acts."""
CHANGEABLE = FACTS | {"name", "kind", "address", "territory"}


class NameMissing(Invalid):
    code = "premises.name-missing"
    says = gettext_noop("A supervised object needs a name.")
    remedy = gettext_noop("Write the name on the licence or on the sign.")


class AddressMissing(Invalid):
    code = "premises.address-missing"
    says = gettext_noop("A supervised object needs an address.")
    remedy = gettext_noop("Write street and number, or village and group.")


class NoStationThere(Invalid):
    code = "premises.no-station-there"
    says = gettext_noop("No police station covers {territory}.")
    remedy = gettext_noop("Choose the community again, or let the administrator set who covers it.")


class OutsideStation(Invalid):
    code = "premises.outside-station"
    says = gettext_noop("{territory} does not lie on the ground of {station}.")
    remedy = gettext_noop("Choose a community of this station, or move the object instead.")


class AlreadyRegistered(Conflict):
    code = "premises.already-registered"
    says = gettext_noop("{name} with this credit code is already on the register at this address.")
    remedy = gettext_noop("Open that record and change it there.")


class DocumentMissing(Invalid):
    code = "premises.document-missing"
    says = gettext_noop("An object assigned by higher police needs the number of the document.")
    remedy = gettext_noop("Write the number of the assigning document.")


def settle(premises: Premises, rules: Rulebook, on: date) -> None:
    """Bring a changed object into order and save it with its search words."""
    derived.refresh_keys(premises, within(premises.station))
    check(premises)
    refuse_double(premises)
    derived.judge(premises, rules, on)
    premises.save()
    derived.refresh_search(premises)


def write_facts(premises: Premises, facts: Mapping[str, Any]) -> None:
    """Set the columns a person may fill in; None means not known, for texts too."""
    for name, value in facts.items():
        if name not in FACTS:
            raise TypeError(f"premises have no fact {name!r}")
        column = cast("Field[Any, Any]", Premises._meta.get_field(name))
        if value is None and not column.null:
            value = column.get_default()
        setattr(
            premises, name, column.to_python(value.strip() if isinstance(value, str) else value)
        )


def check(premises: Premises) -> None:
    """Raises: NameMissing, AddressMissing, DocumentMissing, and refusals of wrong codes."""
    if not premises.name:
        raise NameMissing(field="name")
    if not premises.address or not premises.address_key:
        raise AddressMissing(field="address")
    if premises.competence == CompetenceBasis.ASSIGNED and not premises.competence_document:
        raise DocumentMissing(field="competence_document")
    premises.kind = PremisesKind(premises.kind)
    premises.occupancy = Occupancy(premises.occupancy)
    premises.small_kind = SmallKind(premises.small_kind) if premises.small_kind else ""
    if (premises.longitude is None) != (premises.latitude is None):
        premises.longitude = premises.latitude = None
    for name, read in (
        ("credit_code", values.credit_code),
        ("head_identity_number", values.identity_number),
    ):
        try:
            setattr(premises, name, read(getattr(premises, name)))
        except Invalid as refusal:
            refusal.facts["field"] = name
            raise


def refuse_double(premises: Premises) -> None:
    """Raises: AlreadyRegistered."""
    if not premises.credit_code or premises.status != PremisesStatus.ACTIVE:
        return
    same = Premises.objects.filter(
        station=premises.station_id,
        credit_code=premises.credit_code,
        address_key=premises.address_key,
        status=PremisesStatus.ACTIVE,
    )
    known = same.exclude(pk=premises.pk).first()
    if known:
        raise AlreadyRegistered(name=known.name, field="credit_code")
