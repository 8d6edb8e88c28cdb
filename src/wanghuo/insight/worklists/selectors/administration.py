"""Lines of whoever administers the installation: posts that nobody holds, or holds on to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext

from wanghuo.foundation.support.speech import plain
from wanghuo.insight.worklists.domain.lines import Work
from wanghuo.registers.access import selectors as access
from wanghuo.registers.access.models import Person
from wanghuo.registers.organization.domain.kinds import HEADS, OrganizationKind


def posts(person: Person, on: date) -> Iterable[Work]:
    """Stations and brigades without a head, and posts whose end waits for a successor."""
    if not access.may(person, "access.manage"):
        return
    for organization in access.without_head():
        head = HEADS[OrganizationKind(organization.kind)][0]
        address = reverse("console:organization", args=[organization.code])
        yield Work(
            what=gettext("Fill the post of {post}").format(post=plain(head)),
            where=organization.name,
            why=gettext("Nobody answers there yet: add a person, then assign the post."),
            address=address,
            kind="organization",
            record=organization.pk,
            act_label=gettext("Open"),
            act_address=address,
        )
    for held in access.overstaying(on):
        address = reverse("console:person", args=[held.person_id])
        yield Work(
            what=gettext("Find a successor for {name}").format(name=held.person.name),
            where=held.post.organization.name,
            why=gettext("The post should have ended, but nobody could take over what is open."),
            address=address,
            kind="person",
            record=held.person_id,
            due_on=held.until,
            act_label=gettext("Open"),
            act_address=address,
        )
