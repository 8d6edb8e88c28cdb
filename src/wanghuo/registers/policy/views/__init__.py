"""Views of the policy room, by page."""

from wanghuo.registers.policy.views.calendar import calendar, confirm_year, day
from wanghuo.registers.policy.views.duties import my_duties
from wanghuo.registers.policy.views.editions import (
    add_edition,
    confirm_edition,
    edition,
    edition_list,
    end_edition,
    withdraw_edition,
)
from wanghuo.registers.policy.views.legal_basis import article, rule, rule_list, text

__all__ = [
    "add_edition",
    "article",
    "calendar",
    "confirm_edition",
    "confirm_year",
    "day",
    "edition",
    "edition_list",
    "end_edition",
    "my_duties",
    "rule",
    "rule_list",
    "text",
    "withdraw_edition",
]
