"""Taking up posts and leaving them; whoever leaves one leaves nothing open behind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from wanghuo.foundation.journal import services as journal
from wanghuo.foundation.kernel.actors import Actor
from wanghuo.foundation.kernel.refusals import Conflict, Invalid
from wanghuo.foundation.kernel.words import gettext_noop
from wanghuo.foundation.support.clock import day_of
from wanghuo.registers.access import selectors
from wanghuo.registers.access.models import Assignment, Person
from wanghuo.registers.access.services import handing_over
from wanghuo.registers.access.signals import assignments_changed
from wanghuo.registers.organization import selectors as organizations
from wanghuo.registers.organization import services as organization_services
from wanghuo.registers.organization.domain.kinds import PostKind
from wanghuo.registers.organization.models import Organization, Post, Territory


class PostAlreadyHeld(Conflict):
    code = "access.post-already-held"
    says = gettext_noop("{name} already holds this post.")
    remedy = gettext_noop("End the present assignment first.")


class AccountClosed(Conflict):
    code = "access.account-closed"
    says = gettext_noop("The account of {name} is closed.")
    remedy = gettext_noop("Open the account again first.")


class OutOfService(Conflict):
    code = "access.organization-out-of-service"
    says = gettext_noop("{organization} is out of service; nobody takes up a post there.")
    remedy = gettext_noop("Choose an organization in service.")


class OutsideTheGround(Invalid):
    code = "access.outside-the-ground"
    says = gettext_noop("{organization} does not cover {territories}.")
    remedy = gettext_noop("Choose communities the organization covers.")


class AssignmentEnded(Conflict):
    code = "access.assignment-ended"
    says = gettext_noop("This assignment has already ended.")


class EndsBeforeStart(Invalid):
    code = "access.ends-before-start"
    says = gettext_noop("An assignment cannot end on or before the day it began ({since}).")
    remedy = gettext_noop("Give a later last day.")


class StartsBeforeTheOther(Invalid):
    code = "access.starts-before-the-other"
    says = gettext_noop(
        "{name} has held a post at {organization} since {since} and cannot leave it before."
    )
    remedy = gettext_noop("Give a later first day.")


@dataclass(frozen=True, slots=True)
class Turned:
    """
    What a new day did to assignments.

    ``kept`` should have ended, but nobody could take over what their holders answer for; they
    hold on until somebody can.
    """

    begun: list[Assignment]
    ended: list[Assignment]
    kept: list[tuple[Assignment, handing_over.NobodyTakesOver]]

    @property
    def count(self) -> int:
        return len(self.begun) + len(self.ended)


@transaction.atomic
def assign(
    *,
    person: Person,
    post: Post,
    since: date,
    by: Actor,
    at: datetime,
    territories: Sequence[Territory] = (),
) -> Assignment:
    """
    Let a person hold a post from ``since`` on, a community officer with their communities.

    Nobody works for two organizations: posts held elsewhere end on that day.
    Raises: PostDoesNotFit, OutsideTheGround, OutOfService, AccountClosed, PostAlreadyHeld,
    StartsBeforeTheOther, NobodyTakesOver, LastAdministrator.
    """
    organization_services.check_post(post.organization, PostKind(post.kind))
    _check_open(person, post.organization)
    _check_ground(post.organization, territories)
    if Assignment.objects.filter(person=person, post=post, until__isnull=True).exists():
        raise PostAlreadyHeld(name=person.name)
    left = _leave_elsewhere(person, post.organization, since=since, by=by, at=at)
    assignment = Assignment.objects.create(
        person=person, post=post, since=since, is_current=since <= day_of(at)
    )
    assignment.territories.set(territories)
    if assignment.is_current:
        _move(person, post.organization)
    selectors.forget(person)
    facts = {"name": person.name, "post": post.kind}
    facts |= {"territories": [territory.code for territory in territories]}
    journal.record("access.post_assigned", about=[assignment, person], by=by, at=at, facts=facts)
    _announce([post.organization], by=by, at=at, is_left=False)
    _announce(left, by=by, at=at, is_left=True)
    return assignment


@transaction.atomic
def end_assignment(*, assignment: Assignment, until: date, by: Actor, at: datetime) -> Assignment:
    """
    End an assignment; ``until`` is the first day the post is no longer held.

    What the person answers for goes to whom the rule names, at once or on that day.
    Raises: AssignmentEnded, EndsBeforeStart, NobodyTakesOver, LastAdministrator.
    """
    if assignment.until is not None:
        raise AssignmentEnded()
    if until <= assignment.since:
        raise EndsBeforeStart(since=assignment.since, field="until")
    handing_over.check_administrator(assignment.person, leaving=[assignment.pk])
    _end(assignment, until, by=by, at=at)
    _announce([assignment.post.organization], by=by, at=at, is_left=True)
    return assignment


@transaction.atomic
def turn_assignments(*, on: date, by: Actor, at: datetime) -> Turned:
    """
    Let assignments that begin or end with ``on`` take effect; nightly work calls it.

    Beginnings come first, so that successors are there when their predecessors go.
    """
    rows = Assignment.objects.select_related("post__organization", "person__organization")
    begins = Q(is_current=False, since__lte=on) & (Q(until__isnull=True) | Q(until__gt=on))
    begun = list(rows.filter(begins).order_by("since", "id"))
    moved = [
        assignment.person
        for assignment in begun
        if _move(assignment.person, assignment.post.organization)
    ]
    _turn(begun, by=by, at=at, moved=moved)
    posts = (assignment.post.organization for assignment in begun)
    _announce(posts, by=by, at=at, is_left=False)
    ended, kept = [], []
    for assignment in rows.filter(is_current=True, until__lte=on).order_by("until", "id"):
        try:
            with transaction.atomic():
                _turn([assignment], by=by, at=at)
                _announce([assignment.post.organization], by=by, at=at, is_left=True)
        except handing_over.NobodyTakesOver as refusal:
            kept.append((assignment, refusal))
        else:
            ended.append(assignment)
    return Turned(begun, ended, kept)


def _turn(
    assignments: Sequence[Assignment], *, by: Actor, at: datetime, moved: Sequence[Person] = ()
) -> None:
    for assignment in assignments:
        assignment.is_current = not assignment.is_current
    Assignment.objects.bulk_update(assignments, ["is_current"], batch_size=500)
    if assignments:
        facts = {"count": len(assignments)}
        about = [*assignments, *{person.pk: person for person in moved}.values()]
        journal.record("access.assignments_turned", about=about, by=by, at=at, facts=facts)


def _end(assignment: Assignment, until: date, *, by: Actor, at: datetime) -> None:
    assignment.until = until
    assignment.is_current = assignment.is_current and until > day_of(at)
    assignment.save(update_fields=["until", "is_current"])
    selectors.forget(assignment.person)
    facts = {"name": assignment.person.name, "post": assignment.post.kind, "until": until}
    journal.record("access.assignment_ended", about=assignment, by=by, at=at, facts=facts)


def _leave_elsewhere(
    person: Person, home: Organization, *, since: date, by: Actor, at: datetime
) -> list[Organization]:
    """End what the person holds at other organizations; return those that were left."""
    held = Assignment.objects.filter(person=person, until__isnull=True)
    elsewhere = held.exclude(post__organization=home).select_related("post__organization")
    left = list(elsewhere.order_by("since", "id"))
    handing_over.check_administrator(person, leaving=[assignment.pk for assignment in left])
    for assignment in left:
        if since <= assignment.since:
            raise StartsBeforeTheOther(
                name=person.name, organization=assignment.post.organization.name,
                since=assignment.since, field="since",
            )  # fmt: skip
        _end(assignment, since, by=by, at=at)
    return [assignment.post.organization for assignment in left]


def _check_open(person: Person, organization: Organization) -> None:
    if not person.is_active:
        raise AccountClosed(name=person.name)
    if not organization.is_active:
        raise OutOfService(organization=organization.name, field="organization")


def _check_ground(organization: Organization, territories: Sequence[Territory]) -> None:
    if not territories:
        return
    asked = {territory.pk: territory.name for territory in territories}
    covered = organizations.ground_of(organization).filter(pk__in=asked)
    outside = asked.keys() - set(covered.values_list("pk", flat=True))
    if outside:
        names = sorted(asked[pk] for pk in outside)
        raise OutsideTheGround(
            organization=organization.name, territories=names, field="territories"
        )


def _move(person: Person, organization: Organization) -> bool:
    """Let somebody belong to the organization of the post that begins; say whether that is new."""
    if person.organization_id == organization.pk:
        return False
    person.organization = organization
    person.save(update_fields=["organization"])
    return True


def _announce(
    organizations: Iterable[Organization], *, by: Actor, at: datetime, is_left: bool
) -> None:
    for organization in {one.pk: one for one in organizations}.values():
        assignments_changed.send(
            sender=Assignment, organization=organization, by=by, at=at, is_left=is_left
        )
