"""What a post may not be left without: a successor, and somebody who administers."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from wanghuo.foundation.kernel.refusals import Conflict
from wanghuo.foundation.kernel.words import gettext_noop
from wanghuo.registers.access.models import Assignment, Person
from wanghuo.registers.organization.domain.kinds import PostKind


class NobodyTakesOver(Conflict):
    """Raised by the rooms that hear of a post being left and find nobody for what is open."""

    code = "access.nobody-takes-over"
    says = gettext_noop(
        "Nobody would be left at {organization} to answer for {count} of its records."
    )
    remedy = gettext_noop("First give somebody one of these posts there: {posts}.")


class LastAdministrator(Conflict):
    code = "access.last-administrator"
    says = gettext_noop("{name} is the last administrator; nobody else could add people or posts.")
    remedy = gettext_noop("Give another person the post of administrator first.")


def check_administrator(person: Person, *, leaving: Collection[UUID] | None = None) -> None:
    """
    Refuse when nobody would administer any more.

    ``leaving`` names the assignments that end; without it the whole account closes.
    Raises: LastAdministrator.
    """
    administer = Assignment.objects.filter(
        post__kind=PostKind.ADMINISTRATOR, until__isnull=True, person__is_active=True
    )
    going = administer.filter(person=person)
    if leaving is not None:
        going = going.filter(pk__in=leaving)
    if going.exists() and not administer.exclude(pk__in=going.values("pk")).exists():
        raise LastAdministrator(name=person.name)
