"""
Ledgers (台账): each a list over facts, in the columns of the paper it replaces.

Nobody fills a ledger in. A row is there because somebody registered, inspected, ordered, served
or transferred; the ledger shows it, exports it and prints it.
"""

from wanghuo.insight.analytics.ledgers.ledger import Ledger
from wanghuo.insight.analytics.ledgers.operations import (
    COMPLAINTS,
    HAZARDS,
    INSPECTIONS,
    PLAN,
    TRANSFERS,
)
from wanghuo.insight.analytics.ledgers.papers import DOCUMENTS, ORDERS, SEVERE_REPORTS
from wanghuo.insight.analytics.ledgers.registers import KEY_UNITS, PREMISES

LEDGERS: dict[str, Ledger] = {
    ledger.key: ledger
    for ledger in (
        PREMISES, KEY_UNITS, PLAN, INSPECTIONS, COMPLAINTS, HAZARDS, ORDERS, TRANSFERS,
        SEVERE_REPORTS, DOCUMENTS,
    )
}  # fmt: skip

__all__ = ["LEDGERS", "Ledger"]
