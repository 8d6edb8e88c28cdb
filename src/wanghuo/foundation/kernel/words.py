"""Terms of the field as enumerations with a label that interfaces translate."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


def gettext_noop(message: str) -> str:
    """Mark ``message`` for translation and return it as it is; the kernel knows no Django."""
    return message


class Term(StrEnum):
    """
    A domain word: an upper-case code that is stored, and its English label.

    Members are written ``GENERAL = "GENERAL", gettext_noop("General hazard")``.
    """

    english: str

    def __new__(cls, code: str, english: str = "") -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.english = english or code
        return member
