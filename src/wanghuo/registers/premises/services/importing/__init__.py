"""
Bringing a spreadsheet into the register: read, confirm columns, compare, enter, take back.

Reading and comparing stage rows beside the register; entering is one transaction, so a crash
leaves all of the file in the register or nothing of it.
"""

from wanghuo.registers.premises.services.importing.abandoned import give_up_abandoned
from wanghuo.registers.premises.services.importing.applying import apply
from wanghuo.registers.premises.services.importing.batches import (
    begin,
    confirm_columns,
    discard,
    expect,
    read,
)
from wanghuo.registers.premises.services.importing.rejected import write_rejected
from wanghuo.registers.premises.services.importing.staging import compare
from wanghuo.registers.premises.services.importing.undoing import undo

__all__ = [
    "apply",
    "begin",
    "compare",
    "confirm_columns",
    "discard",
    "expect",
    "give_up_abandoned",
    "read",
    "undo",
    "write_rejected",
]
