"""People, their accounts and keys, and the gate of permissions."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from pypinyin import Style, lazy_pinyin

from wanghuo.foundation.journal import services as journal
from wanghuo.foundation.kernel.actors import Actor
from wanghuo.foundation.kernel.refusals import Conflict, Invalid, NotAllowed
from wanghuo.foundation.kernel.words import gettext_noop
from wanghuo.registers.access import selectors
from wanghuo.registers.access.domain.permissions import who_can
from wanghuo.registers.access.domain.tokens import token_digest
from wanghuo.registers.access.models import ApiToken, Person, SensitiveRead
from wanghuo.registers.access.services import handing_over
from wanghuo.registers.access.signals import assignments_changed
from wanghuo.registers.organization.models import Organization


class PostLacksPermission(NotAllowed):
    code = "access.post-lacks-permission"
    says = gettext_noop("Your post does not allow this.")
    remedy = gettext_noop("Ask one of: {who_can}.")


class UsernameTaken(Conflict):
    code = "access.username-taken"
    says = gettext_noop("The user name {username} is already in use.")
    remedy = gettext_noop("Choose another user name.")


class WeakPassword(Invalid):
    code = "access.weak-password"
    says = gettext_noop("This password is too easy to guess.")
    remedy = gettext_noop("Take at least eight characters, not only digits, and no common word.")


class NameMissing(Invalid):
    code = "access.name-missing"
    says = gettext_noop("Somebody who works with the product has a name and a user name.")
    remedy = gettext_noop("Fill in both.")


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

    Raises: NameMissing, WeakPassword, UsernameTaken.
    """
    _check_named(name=name, username=username)
    if password and not password_hash:
        _check_password(password)
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
    """
    Change name, number, telephone or certification.

    Raises: NameMissing.
    """
    allowed = {"name", "police_number", "phone", "is_certified"}
    changed = {field: value for field, value in changes.items() if field in allowed}
    if "name" in changed:
        _check_named(name=changed["name"])
    for field, value in changed.items():
        setattr(person, field, value)
    person.name_initials = initials(person.name)
    person.save(update_fields=[*changed, "name_initials"])
    facts = {"name": person.name, "changed": sorted(changed)}
    journal.record("access.person_changed", about=person, by=by, at=at, facts=facts)
    return person


@transaction.atomic
def deactivate(*, person: Person, reason: str, by: Actor, at: datetime) -> Person:
    """
    Close an account at once; open sessions end with their next request.

    What the person answers for goes to whom the rule names.
    Raises: LastAdministrator, NobodyTakesOver.
    """
    handing_over.check_administrator(person)
    return _set_active(person, False, "access.person_deactivated", {"reason": reason}, by=by, at=at)


@transaction.atomic
def reactivate(*, person: Person, by: Actor, at: datetime) -> Person:
    """Open a closed account again."""
    return _set_active(person, True, "access.person_reactivated", {}, by=by, at=at)


@transaction.atomic
def reset_password(*, person: Person, password: str, by: Actor, at: datetime) -> Person:
    """
    Set a password its owner must change at the next sign-in.

    Raises: WeakPassword.
    """
    return _set_password(person, password, "access.password_reset", must_change=True, by=by, at=at)


@transaction.atomic
def change_password(*, person: Person, password: str, at: datetime) -> Person:
    """
    Let a person set their own password.

    Raises: WeakPassword.
    """
    return _set_password(
        person, password, "access.password_changed", must_change=False, by=person, at=at
    )


def choose_language(*, person: Person, language: str) -> Person:
    """Keep the language a person reads; a taste, so the journal does not hear of it."""
    person.language = language
    person.save(update_fields=["language"])
    return person


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


def note_sensitive_read(*, by: Person, about: Model, field: str, at: datetime) -> None:
    """Write down that somebody looked at a guarded field."""
    SensitiveRead.objects.create(
        by=by, at=at, label=about._meta.label, object_id=about.pk, field=field
    )


def _set_active(
    person: Person, is_active: bool, kind: str, facts: dict[str, Any], *, by: Actor, at: datetime
) -> Person:
    """Open or close an account, and tell the rooms whose records rest on who works there."""
    person.is_active = is_active
    person.save(update_fields=["is_active"])
    journal.record(kind, about=person, by=by, at=at, facts={"name": person.name} | facts)
    assignments_changed.send(
        sender=Person, organization=person.organization, by=by, at=at, is_left=not is_active
    )
    return person


def _set_password(
    person: Person, password: str, kind: str, *, must_change: bool, by: Actor, at: datetime
) -> Person:
    _check_password(password, person)
    person.set_password(password)
    person.must_change_password = must_change
    person.save(update_fields=["password", "must_change_password"])
    journal.record(kind, about=person, by=by, at=at, facts={"name": person.name})
    return person


def _check_named(**given: str) -> None:
    for field, value in given.items():
        if not value.strip():
            raise NameMissing(field=field)


def _check_password(password: str, person: Person | None = None) -> None:
    try:
        password_validation.validate_password(password, person)
    except ValidationError as error:
        raise WeakPassword(field="password") from error
