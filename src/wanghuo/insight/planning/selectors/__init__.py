"""Questions about plans: what people may see, what the planner must know, and why."""

from wanghuo.insight.planning.selectors.facts import (
    officers_of,
    plan_rules,
    rules_for,
    station_year,
)
from wanghuo.insight.planning.selectors.plans import (
    answering,
    conflict,
    conflict_of,
    conflicts,
    declared_hours,
    excluded,
    item,
    items,
    items_seen_by,
    made_by,
    plan,
    plans,
    plans_of,
    published,
)
from wanghuo.insight.planning.selectors.reporting import Described, described
from wanghuo.insight.planning.selectors.sentences import (
    Explanation,
    Sentence,
    explanations,
    unmet_lines,
)

__all__ = [
    "Described",
    "Explanation",
    "Sentence",
    "answering",
    "conflict",
    "conflict_of",
    "conflicts",
    "declared_hours",
    "described",
    "excluded",
    "explanations",
    "item",
    "items",
    "items_seen_by",
    "made_by",
    "officers_of",
    "plan",
    "plan_rules",
    "plans",
    "plans_of",
    "published",
    "rules_for",
    "station_year",
    "unmet_lines",
]
