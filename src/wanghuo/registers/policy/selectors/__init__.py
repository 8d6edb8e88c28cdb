"""Questions about rules, working days and duties."""

from wanghuo.registers.policy.selectors.here import (
    as_edition,
    calendar,
    calendar_of,
    day_overrides,
    local_edition,
    local_editions,
    rulebook,
    year_notice,
)
from wanghuo.registers.policy.selectors.pages import (
    article_page,
    duty_lists,
    found_rules,
    home_place,
    local_edition_line,
    local_edition_lines,
    places_with_rules,
    posts_with_duties,
    rule_page,
    shipped_texts,
    text_page,
    year_page,
)

__all__ = [
    "article_page",
    "as_edition",
    "calendar",
    "calendar_of",
    "day_overrides",
    "duty_lists",
    "found_rules",
    "home_place",
    "local_edition",
    "local_edition_line",
    "local_edition_lines",
    "local_editions",
    "places_with_rules",
    "posts_with_duties",
    "rule_page",
    "rulebook",
    "shipped_texts",
    "text_page",
    "year_notice",
    "year_page",
]
