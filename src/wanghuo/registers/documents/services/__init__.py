"""Verbs on documents."""

from wanghuo.registers.documents.services.acting import attach_scan, serve, sign, void
from wanghuo.registers.documents.services.handing_over import hand_over
from wanghuo.registers.documents.services.issuing import (
    agency_name,
    issue,
    preview,
    preview_of_json,
)
from wanghuo.registers.documents.services.series import reserve_numbers, return_numbers

__all__ = [
    "agency_name",
    "attach_scan",
    "hand_over",
    "issue",
    "preview",
    "preview_of_json",
    "reserve_numbers",
    "return_numbers",
    "serve",
    "sign",
    "void",
]
