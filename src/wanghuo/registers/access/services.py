"""Verbs on people and their posts, and the gate of permissions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Model, Q
from pypinyin import Style, lazy_pinyin

from wanghuo.foundation.journal import services as journal
from wanghuo.foundation.kernel.actors import Actor
from wanghuo.foundation.kernel.refusals import Conflict, Invalid, NotAllowed
from wanghuo.foundation.kernel.words import gettext_noop
from wanghuo.foundation.support.clock import day_of
from wanghuo.registers.access import selectors
from wanghuo.registers.access.domain.permissions import who_can
from wanghuo.registers.access.domain.tokens import token_digest
from wanghuo.registers.access.models import ApiToken, Assignment, Person, SensitiveRead
from wanghuo.registers.access.signals import assignments_changed
from wanghuo.registers.organization.models import Organization, Post, Territory


class PostLacksPermission(NotAllowed):
    code = "access.post-lacks-permission"
    says = gettext_noop("Your post does not allow this.")
    remedy = gettext_noop("Ask one of: {who_can}.")


class UsernameTaken(Conflict):
    code = "access.username-taken"
    says = gettext_noop("The user name {username} is already in use.")
    remedy = gettext_noop("Choose another user name.")


class PostAlreadyHeld(Conflict):
    code = "access.post-already-held"
    says = gettext_noop("{name} already holds this post.")
    remedy = gettext_noop("End the present assignment first.")


class AssignmentEnded(Conflict):
    code = "access.assignment-ended"
    says = gettext_noop("This assignment has already ended.")


class EndsBeforeStart(Invalid):
    code = "access.ends-before-start"
    says = gettext_noop("An assignment cannot end on or before the day it began ({since}).")
    remedy = gettext_noop("Give a later last day.")


def require(person: Person, permission: str) -> None:
    """
    Refuse unless a post the person holds allows ``permission``.

    Raises: PostLacksPermission, naming the posts that can.
    """
    if not selectors.may(person, permission):
        raise PostLacksPermission(permission=permission, who_can=who_can(permission))


def initials(name: str) -> str:
    """Return the pinyin initials by which a Chinese name is searched: 陈伯刚 gives ``cbg``."""
    return "".join(lazy_pinyin(name, style=Style.FIRST_LETTER)).lower()[:32]


@transaction.atomic
def add_person(
    *,
    username: str,
    name: str,
    organization: Organization,
    password: str | None,
    by: Actor,
    at: datetime,
    police_number: str = "",
    phone: str = "",
    is_certified: bool = False,
    must_change_password: bool = True,
    password_hash: str = "",
) -> Person:
    """
    Add somebody who may sign in; without a password they cannot until one is set.

    ``password_hash`` takes an encoded hash as it is, for adding many people with one password.

    Raises: UsernameTaken.
    """
    if Person.objects.filter(username=username).exists():
        raise UsernameTaken(username=username, field="username")
    person = Person(
        username=username, name=name, name_initials=initials(name), organization=organization,
        police_number=police_number, phone=phone, is_certified=is_certified,
        must_change_password=must_change_password,
    )  # fmt: skip
    if password_hash:
        person.password = password_hash
    elif password:
        person.set_password(password)
    else:
        person.set_unusable_password()
    person.save(force_insert=True)
    journal.record("access.person_added", about=person, by=by, at=at, facts={"name": name})
    return person


@transaction.atomic
def change_person(*, person: Person, changes: dict[str, Any], by: Actor, at: datetime) -> Person:
    """Change name, number, telephone or certification."""
    allowed = {"name", "police_number", "phone", "is_certified"}
    changed = {field: value for field, value in changes.items() if field in allowed}
    for field, value in changed.items():
        setattr(person, field, value)
    person.name_initials = initials(person.name)
    person.save(update_fields=[*changed, "name_initials"])
    facts = {"name": person.name, "changed": sorted(changed)}
    journal.record("access.person_changed", about=person, by=by, at=at, facts=facts)
    return person


@transaction.atomic
def deactivate(*, person: Person, reason: str, by: Actor, at: datetime) -> Person:
    """Close an account at once; open sessions end with their next request."""
    person.is_active = False
    person.save(update_fields=["is_active"])
    facts = {"name": person.name, "reason": reason}
    journal.record("access.person_deactivated", about=person, by=by, at=at, facts=facts)
    assignments_changed.send(sender=Person, organization=person.organization, by=by, at=at)
    return person


@transaction.atomic
def reactivate(*, person: Person, by: Actor, at: datetime) -> Person:
    """Open a closed account again."""
    person.is_active = True
    person.save(update_fields=["is_active"])
    facts = {"name": person.name}
    journal.record("access.person_reactivated", about=person, by=by, at=at, facts=facts)
    assignments_changed.send(sender=Person, organization=person.organization, by=by, at=at)
    return person


@transaction.atomic
def reset_password(*, person: Person, password: str, by: Actor, at: datetime) -> Person:
    """Set a password its owner must change at the next sign-in."""
    person.set_password(password)
    person.must_change_password = True
    person.save(update_fields=["password", "must_change_password"])
    facts = {"name": person.name}
    journal.record("access.password_reset", about=person, by=by, at=at, facts=facts)
    return person


@transaction.atomic
def change_password(*, person: Person, password: str, at: datetime) -> Person:
    """Let a person set their own password."""
    person.set_password(password)
    person.must_change_password = False
    person.save(update_fields=["password", "must_change_password"])
    facts = {"name": person.name}
    journal.record("access.password_changed", about=person, by=person, at=at, facts=facts)
    return person


def choose_language(*, person: Person, language: str) -> Person:
    """Keep the language a person reads; a taste, so the journal does not hear of it."""
    person.language = language
    person.save(update_fields=["language"])
    return person


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

    Raises: PostAlreadyHeld.
    """
    if Assignment.objects.filter(person=person, post=post, until__isnull=True).exists():
        raise PostAlreadyHeld(name=person.name)
    assignment = Assignment.objects.create(
        person=person, post=post, since=since, is_current=since <= day_of(at)
    )
    assignment.territories.set(territories)
    if person.organization_id != post.organization_id:
        person.organization_id = post.organization_id
        person.save(update_fields=["organization"])
    _forget(person)
    facts = {"name": person.name, "post": post.kind}
    facts |= {"territories": [territory.code for territory in territories]}
    journal.record("access.post_assigned", about=[assignment, person], by=by, at=at, facts=facts)
    assignments_changed.send(sender=Assignment, organization=post.organization, by=by, at=at)
    return assignment


@transaction.atomic
def end_assignment(*, assignment: Assignment, until: date, by: Actor, at: datetime) -> Assignment:
    """
    End an assignment; ``until`` is the first day the post is no longer held.

    Raises: AssignmentEnded, EndsBeforeStart.
    """
    if assignment.until is not None:
        raise AssignmentEnded()
    if until <= assignment.since:
        raise EndsBeforeStart(since=assignment.since, field="until")
    assignment.until = until
    assignment.is_current = until > day_of(at)
    assignment.save(update_fields=["until", "is_current"])
    _forget(assignment.person)
    facts = {"name": assignment.person.name, "post": assignment.post.kind, "until": until}
    journal.record("access.assignment_ended", about=assignment, by=by, at=at, facts=facts)
    organization = assignment.post.organization
    assignments_changed.send(sender=Assignment, organization=organization, by=by, at=at)
    return assignment


@transaction.atomic
def make_token(
    *, person: Person, name: str, secret: str, at: datetime, expires_at: datetime | None = None
) -> ApiToken:
    """
    Let a program act as ``person`` with ``secret``, which only the caller knows from here on.

    A person makes tokens for themselves; the token may do what the person may.
    """
    token = ApiToken.objects.create(
        person=person, name=name, digest=token_digest(secret), created_at=at, expires_at=expires_at
    )
    facts = {"token": name}
    journal.record("access.token_made", about=token, by=person, at=at, facts=facts)
    return token


@transaction.atomic
def revoke_token(*, token: ApiToken, by: Person, at: datetime) -> ApiToken:
    """Make a token useless from this moment; revoking twice changes nothing."""
    if token.revoked_at is None:
        token.revoked_at = at
        token.save(update_fields=["revoked_at"])
        facts = {"token": token.name}
        journal.record("access.token_revoked", about=token, by=by, at=at, facts=facts)
    return token


@transaction.atomic
def turn_assignments(*, on: date, by: Actor, at: datetime) -> int:
    """
    Let assignments that begin or end with ``on`` take effect; nightly work calls it.

    Returns: how many changed.
    """
    begun = Q(is_current=False, since__lte=on) & (Q(until__isnull=True) | Q(until__gt=on))
    ended = Q(is_current=True, until__lte=on)
    turned = list(
        Assignment.objects.filter(begun | ended).select_related("post__organization", "person")
    )
    for assignment in turned:
        assignment.is_current = not assignment.is_current
    Assignment.objects.bulk_update(turned, ["is_current"], batch_size=500)
    if turned:
        facts = {"count": len(turned)}
        journal.record("access.assignments_turned", about=turned, by=by, at=at, facts=facts)
    for organization in {a.post.organization_id: a.post.organization for a in turned}.values():
        assignments_changed.send(sender=Assignment, organization=organization, by=by, at=at)
    return len(turned)


def note_sensitive_read(*, by: Person, about: Model, field: str, at: datetime) -> None:
    """Write down that somebody looked at a guarded field."""
    SensitiveRead.objects.create(
        by=by, at=at, label=about._meta.label, object_id=about.pk, field=field
    )


def _forget(person: Person) -> None:
    """Drop what the instance remembers of its posts and scope."""
    person.__dict__.pop("_seen_posts", None)
    person.__dict__.pop("_seen_scope", None)
