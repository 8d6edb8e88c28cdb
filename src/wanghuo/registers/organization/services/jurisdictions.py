"""Beginning and ending to cover ground."""

from __future__ import annotations

from datetime import date, datetime

from django.db import connection, transaction

from wanghuo.foundation.journal import services as journal
from wanghuo.foundation.kernel.actors import Actor
from wanghuo.foundation.kernel.refusals import Conflict, Invalid, NotFound
from wanghuo.foundation.kernel.words import gettext_noop
from wanghuo.foundation.support.clock import day_of
from wanghuo.registers.organization.models import Jurisdiction, Organization, Territory
from wanghuo.registers.organization.signals import jurisdictions_changed


class AlreadyCovered(Conflict):
    code = "organization.already-covered"
    says = gettext_noop("{organization} already covers {territory}.")
    remedy = gettext_noop("Nothing has to be done.")


class JurisdictionEnded(Conflict):
    code = "organization.jurisdiction-ended"
    says = gettext_noop("{organization} has not covered {territory} since {until}.")
    remedy = gettext_noop("Nothing has to be done.")


class LastJurisdiction(Conflict):
    code = "organization.last-jurisdiction"
    says = gettext_noop("{territory} is all that {organization} covers.")
    remedy = gettext_noop(
        "Let it cover other ground first; one that is given up is taken out of service."
    )


class EndsInTheFuture(Invalid):
    code = "organization.ends-in-the-future"
    says = gettext_noop("The day {until} has not come yet.")
    remedy = gettext_noop("Give today or an earlier day; the premises there pass over at once.")


class EndsBeforeItBegan(Invalid):
    code = "organization.ends-before-it-began"
    says = gettext_noop("{organization} has covered {territory} only since {since}.")
    remedy = gettext_noop("Give that day, and it counts as never covered, or a later one.")


@transaction.atomic
def cover(
    *, organization: Organization, territory: Territory, since: date, by: Actor, at: datetime
) -> Jurisdiction:
    """
    Let an organization cover one more territory, with everything below it, from a day on.

    Where it covers ground more narrowly than another station, what lies there passes to it:
    at once, or in the night in which its first day begins.
    Raises: AlreadyCovered, and what the rooms above raise when nobody takes over there.
    """
    held = Jurisdiction.objects.filter(
        organization=organization, territory=territory, until__isnull=True
    )
    if held.exists():
        raise AlreadyCovered(
            organization=organization.name, territory=territory.name, field="territory"
        )
    made = Jurisdiction.objects.create(organization=organization, territory=territory, since=since)
    facts = {"name": organization.name, "territory": territory.name, "since": since}
    journal.record(
        "organization.covers", about=made, concerning=[organization], by=by, at=at, facts=facts
    )
    if since <= day_of(at):
        _announce(made, by=by, at=at)
    return made


@transaction.atomic
def end_jurisdiction(*, jurisdiction: Jurisdiction, until: date, by: Actor, at: datetime) -> None:
    """
    Let an organization no longer cover a territory; ``until`` is the first day it does not.

    What lies there passes to the station that covers it then. A jurisdiction that ends on its
    first day, or before that has come, never held a day and is removed.

    Raises: JurisdictionEnded, EndsInTheFuture, EndsBeforeItBegan, LastJurisdiction, and what the
    rooms above raise when no station is left for what lies there, or nobody at it takes over.
    """
    ended = _locked(jurisdiction)
    _check_may_end(ended, until, on=day_of(at))
    facts = {"name": ended.organization.name, "territory": ended.territory.name, "until": until}
    if ended.since < until and ended.since <= day_of(at):
        ended.until = until
        ended.save(update_fields=["until"])
        journal.record(
            "organization.covers_no_longer", about=ended, concerning=[ended.organization],
            by=by, at=at, facts=facts,
        )  # fmt: skip
    else:
        Jurisdiction.objects.filter(pk=ended.pk).delete()
        journal.record(
            "organization.never_covered", about=[], removed=[ended],
            concerning=[ended.organization], by=by, at=at, facts=facts,
        )  # fmt: skip
    _announce(ended, by=by, at=at)


def _locked(jurisdiction: Jurisdiction) -> Jurisdiction:
    """
    Return a jurisdiction fresh, all of its organization locked for the rest of the transaction.

    Raises: NotFound.
    """
    rows = Jurisdiction.objects.select_related("organization", "territory")
    if connection.features.has_select_for_update:
        rows = rows.select_for_update(of=("self",))
    every = rows.filter(organization=jurisdiction.organization_id).order_by("pk")
    found = next((row for row in every if row.pk == jurisdiction.pk), None)
    if found is None:
        raise NotFound()
    return found


def _check_may_end(jurisdiction: Jurisdiction, until: date, *, on: date) -> None:
    """Raises: JurisdictionEnded, EndsInTheFuture, EndsBeforeItBegan, LastJurisdiction."""
    organization = jurisdiction.organization
    facts = {"organization": organization.name, "territory": jurisdiction.territory.name}
    if jurisdiction.until is not None:
        raise JurisdictionEnded(until=jurisdiction.until, **facts)
    if jurisdiction.since <= on < until:
        raise EndsInTheFuture(until=until, field="until")
    if until < jurisdiction.since <= on:
        raise EndsBeforeItBegan(since=jurisdiction.since, field="until", **facts)
    others = organization.jurisdictions.filter(until__isnull=True).exclude(pk=jurisdiction.pk)
    if not others.filter(since__lte=max(on, jurisdiction.since)).exists():
        raise LastJurisdiction(**facts)


def _announce(jurisdiction: Jurisdiction, *, by: Actor, at: datetime) -> None:
    jurisdictions_changed.send(
        sender=Jurisdiction, organization=jurisdiction.organization,
        territory=jurisdiction.territory, by=by, at=at,
    )  # fmt: skip
