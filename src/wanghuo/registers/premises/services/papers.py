"""Whom the documents of a station fall to, when those who had to serve them have left."""

from __future__ import annotations

from datetime import datetime

from wanghuo.foundation.kernel.actors import Actor
from wanghuo.registers.access import services as access
from wanghuo.registers.access.models import Person
from wanghuo.registers.documents import selectors as documents
from wanghuo.registers.documents import services as papers
from wanghuo.registers.organization.domain.kinds import Layer, OrganizationKind
from wanghuo.registers.organization.models import Organization
from wanghuo.registers.premises.domain.accountability import ORDER_OF_LAYER
from wanghuo.registers.premises.selectors.people import Roster


def hand_over_papers(
    *, organization: Organization, by: Actor, at: datetime, is_left: bool = False
) -> int:
    """
    Give what is still to be served to whom the rule names for the ground.

    Returns: how many documents changed hands.
    Raises: access.NobodyTakesOver, when a post was left and papers with it.
    """
    if organization.kind != OrganizationKind.STATION:
        return 0
    left = list(documents.left_unserved(organization))
    if not left:
        return 0
    roster = Roster(organization)
    named = [
        roster.of(document.territory_id or organization.territory_id)[Layer.OFFICER]
        for document in left
    ]
    if is_left and None in named:
        raise access.NobodyTakesOver(
            organization=organization.name, count=len(left),
            posts=list(ORDER_OF_LAYER[Layer.OFFICER]),
        )  # fmt: skip
    people = Person.objects.in_bulk([person for person in named if person])
    successors = [
        (document, people[person])
        for document, person in zip(left, named, strict=True)
        if person is not None
    ]
    return papers.hand_over(successors=successors, by=by, at=at)
