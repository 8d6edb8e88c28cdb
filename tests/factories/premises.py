"""Supervised objects in few words; what matters stands in the test."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from typing import Any

from stdnum.cn import uscc

from tests.factories.district import District
from wanghuo.foundation.rulebook.book import SHIPPED, Rulebook
from wanghuo.registers.premises import services
from wanghuo.registers.premises.models import Premises

REGISTERED_AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


@cache
def rules() -> Rulebook:
    return Rulebook.from_folders([SHIPPED])


def credit_code(number: int) -> str:
    """Return a credit code with a true check digit."""
    bare = f"91320902MA{number:07d}"
    return bare + uscc.calc_check_digit(bare)


def premises(district: District, name: str = "城阳宾馆", **facts: Any) -> Premises:
    """Put one object on the register of the north station, unless told another community."""
    options = {
        option: facts.pop(option)
        for option in ("kind", "aliases", "facilities", "estates", "id", "is_simulated")
        if option in facts
    }
    return services.register(
        name=name,
        address=facts.pop("address", f"建军中路{sum(map(ord, name)) % 999 + 1}号"),
        territory=facts.pop("territory", district.north_community),
        by=facts.pop("by", district.officer),
        at=facts.pop("at", REGISTERED_AT),
        rules=rules(),
        facts=facts,
        **options,
    )
