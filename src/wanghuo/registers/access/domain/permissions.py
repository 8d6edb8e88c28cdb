"""
What each kind of post may do in the product.

A code is ``<room>.<verb>``. This says who may press which button; what the law lets an agency
decide stands in the rule ``competence.matrix`` and is asked beside it.
"""

from __future__ import annotations

from collections.abc import Iterable

from wanghuo.registers.organization.domain.kinds import PostKind

SEE = frozenset({
    "premises.view", "premises.export", "planning.view", "inspections.view", "hazards.view",
    "documents.view", "documents.export", "analytics.view", "policy.view",
})  # fmt: skip

FIELD_WORK = frozenset({
    "premises.register", "premises.change", "premises.close",
    "inspections.visit", "inspections.open_task",
    "hazards.order", "hazards.extend", "hazards.transfer", "hazards.report",
    "documents.sign", "documents.serve",
})  # fmt: skip

DESK_WORK = frozenset({
    "premises.import", "premises.assign", "planning.draft", "planning.adjust", "planning.hours",
    "inspections.assign", "inspections.excuse", "hazards.reassign", "documents.void",
})  # fmt: skip

DECIDE = frozenset({
    "planning.approve", "planning.publish", "hazards.decide_extension",
})  # fmt: skip

RUN = frozenset({"access.manage", "organization.manage", "policy.edit", "journal.view"})

PERMISSIONS: dict[PostKind, frozenset[str]] = {
    PostKind.CHIEF: SEE | FIELD_WORK | DESK_WORK | DECIDE,
    PostKind.DEPUTY_CHIEF: SEE | FIELD_WORK | DESK_WORK | DECIDE,
    PostKind.FIRE_OFFICER: SEE | FIELD_WORK | DESK_WORK,
    PostKind.COMMUNITY_OFFICER: SEE | FIELD_WORK | {"planning.hours"},
    PostKind.AUXILIARY: frozenset({"premises.view", "inspections.view", "inspections.report"}),
    PostKind.BRIGADE_HEAD: SEE | {"hazards.reply", "policy.edit", "journal.view"},
    PostKind.BRIGADE_OFFICER: SEE | {"hazards.reply"},
    PostKind.BUREAU_LEADER: SEE | {"hazards.reply", "journal.view"},
    PostKind.BUREAU_SUPERVISOR: SEE
    | {"hazards.reply", "journal.view", "policy.edit", "premises.assign"},
    PostKind.ADMINISTRATOR: RUN | {"premises.view", "policy.view"},
}


def permitted(kinds: Iterable[PostKind | str]) -> frozenset[str]:
    """Return everything the holders of these posts may do."""
    return frozenset().union(*(PERMISSIONS[PostKind(kind)] for kind in kinds))


def who_can(permission: str) -> list[PostKind]:
    """Return the kinds of posts that have ``permission``."""
    return [kind for kind, codes in PERMISSIONS.items() if permission in codes]
