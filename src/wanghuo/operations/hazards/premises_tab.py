"""The tab of hazards on the page of a supervised object."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wanghuo.operations.hazards import selectors
from wanghuo.registers.access.models import Person
from wanghuo.registers.premises import record_tabs
from wanghuo.registers.premises.models import Premises

SHOWN = 50
"""Rows on the tab; the list behind it has them all."""


def register() -> None:
    record_tabs.register(
        record_tabs.Tab(
            key="hazards",
            label=_("Hazards"),
            template="hazards/parts/premises_tab.html",
            context=_context,
            count=_open,
            permission="hazards.view",
            rank=40,
        )
    )


def _context(premises: Premises, reader: Person) -> Mapping[str, Any]:
    rows = list(selectors.of_premises(premises, reader)[: SHOWN + 1])
    return {
        "hazards": rows[:SHOWN],
        "hazards_address": f"{reverse('hazards:list')}?premises={premises.pk}",
        "has_more": len(rows) > SHOWN,
    }


def _open(premises: Premises, reader: Person) -> int:
    return selectors.still_open(selectors.of_premises(premises, reader)).count()
