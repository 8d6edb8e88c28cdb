"""Verbs on supervised objects."""

from wanghuo.registers.premises.services.accountability import (
    assign_officer,
    release_officer,
    resolve_everywhere,
    resolve_station,
)
from wanghuo.registers.premises.services.details import (
    add_alias,
    record_estate,
    record_facility,
    remove_alias,
    remove_estate,
    remove_facility,
)
from wanghuo.registers.premises.services.judging import (
    bound_visits,
    decide_key_unit,
    unbound_visits,
)
from wanghuo.registers.premises.services.lifecycle import close, move, reopen, succeed
from wanghuo.registers.premises.services.papers import hand_over_papers
from wanghuo.registers.premises.services.passing import (
    Gathered,
    Passing,
    follow_ground,
    gather,
    gather_begun,
)
from wanghuo.registers.premises.services.registering import (
    Registration,
    change,
    register,
    register_many,
)

__all__ = [
    "Gathered",
    "Passing",
    "Registration",
    "add_alias",
    "assign_officer",
    "bound_visits",
    "change",
    "close",
    "decide_key_unit",
    "follow_ground",
    "gather",
    "gather_begun",
    "hand_over_papers",
    "move",
    "record_estate",
    "record_facility",
    "register",
    "register_many",
    "release_officer",
    "remove_alias",
    "remove_estate",
    "remove_facility",
    "reopen",
    "resolve_everywhere",
    "resolve_station",
    "succeed",
    "unbound_visits",
]
