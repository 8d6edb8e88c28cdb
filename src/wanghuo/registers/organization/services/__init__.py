"""Verbs on organizations, what they cover, and territories."""

from wanghuo.registers.organization.domain.territories import TerritoryRow
from wanghuo.registers.organization.services.jurisdictions import (
    AlreadyCovered,
    EndsBeforeItBegan,
    EndsInTheFuture,
    JurisdictionEnded,
    LastJurisdiction,
    cover,
    end_jurisdiction,
)
from wanghuo.registers.organization.services.organizations import (
    CodeTaken,
    CoversNothing,
    HasNoPosts,
    OtherLine,
    PostDoesNotFit,
    change_organization,
    check_post,
    found_county,
    found_organization,
    load_territories,
    parent_code,
    post_in,
    set_up_installation,
)

__all__ = [
    "AlreadyCovered",
    "CodeTaken",
    "CoversNothing",
    "EndsBeforeItBegan",
    "EndsInTheFuture",
    "HasNoPosts",
    "JurisdictionEnded",
    "LastJurisdiction",
    "OtherLine",
    "PostDoesNotFit",
    "TerritoryRow",
    "change_organization",
    "check_post",
    "cover",
    "end_jurisdiction",
    "found_county",
    "found_organization",
    "load_territories",
    "parent_code",
    "post_in",
    "set_up_installation",
]
