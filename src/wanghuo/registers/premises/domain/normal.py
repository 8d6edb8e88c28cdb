"""One spelling for names and addresses, so that the same place is recognised again."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from pypinyin import Style, lazy_pinyin
from pypinyin.core import Pinyin

_INVISIBLE = re.compile(r"[\u200b-\u200f\u2028-\u202e\u2060\ufeff\u00ad]")
_BLANKS = re.compile(r"\s+")
_NOT_WORD = re.compile(r"[^\w]|_")
_REMARK = re.compile(r"[(\[【〔].*?[)\]】〕]")
_DASHES = re.compile(r"[‐‑‒–—―－~～]")
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_NUMBERED = re.compile(
    r"[零〇一二两三四五六七八九十百]+(?=号|弄|室|栋|幢|座|单元|楼|层|组|村民小组)"
)
INITIALS_LENGTH = 64


@lru_cache(maxsize=1 << 12)
def plain(text: str) -> str:
    """Return text with full-width forms narrowed, invisible marks gone, blanks single."""
    narrowed = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))
    return _BLANKS.sub(" ", narrowed).strip()


def name_key(name: str) -> str:
    """Return the letters and figures of a name, by which two spellings are compared."""
    return _NOT_WORD.sub("", plain(name).lower())


def address_key(address: str, within: Sequence[str] = ()) -> str:
    """
    Return the spelling by which two addresses are compared.

    ``within`` names the province, city and county the address may begin with. Remarks in
    brackets are dropped, numerals become figures, 幢 and 座 become 栋, 楼 after a figure 层.
    """
    text = _REMARK.sub("", plain(address).lower())
    text = _DASHES.sub("-", text).replace("#", "号").replace(" ", "")
    for name in within:
        if text.startswith(name) and len(text) > len(name):
            text = text[len(name) :]
        elif name[-1:] in {"省", "市"} and text.startswith(name[:-1]) and len(name) > 2:
            rest = text[len(name) - 1 :]
            if any(rest.startswith(other) for other in within):
                text = rest
    text = _NUMBERED.sub(lambda match: str(numeral(match[0])), text)
    text = re.sub(r"[幢座]", "栋", text)
    text = re.sub(r"(?<=\d)楼", "层", text)
    return re.sub(r"[^\w-]|_", "", text).strip("-")


def numeral(text: str) -> int:
    """
    Return the value of a Chinese numeral below 1000, or of figures said one by one (二〇二六).

    Raises: ValueError.
    """
    if not text or set(text) - set(_DIGITS) - {"十", "百"}:
        raise ValueError(text)
    if not {"十", "百"} & set(text):
        return int("".join(str(_DIGITS[digit]) for digit in text))
    total, digit = 0, None
    for character in text:
        if character in _DIGITS:
            digit = _DIGITS[character]
            continue
        weight = 10 if character == "十" else 100
        total += (1 if digit is None else digit) * weight
        digit = None
    return total + (digit or 0)


_SPEAKER = Pinyin()


@lru_cache(maxsize=1 << 16)
def initials(name: str) -> str:
    """Return the pinyin initials of a name: 城阳宾馆 gives ``cybg``."""
    words = _SPEAKER.seg(plain(name))
    return "".join(_initials_of_word(word) for word in words)[:INITIALS_LENGTH]


@lru_cache(maxsize=1 << 16)
def _initials_of_word(word: str) -> str:
    """Return the initials of one word as the pronouncing dictionary cuts it."""
    letters = "".join(lazy_pinyin(word, style=Style.FIRST_LETTER)).lower()
    return "".join(letter for letter in letters if letter.isascii() and letter.isalnum())
