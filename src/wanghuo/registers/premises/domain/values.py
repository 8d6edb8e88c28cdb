"""What people mean by a cell: numbers, floors, days, yes and no, telephones, codes."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from stdnum.cn import ric

from wanghuo.foundation.kernel.refusals import Invalid
from wanghuo.foundation.kernel.words import gettext_noop
from wanghuo.registers.premises.domain.normal import numeral, plain


class UnreadableNumber(Invalid):
    code = "premises.unreadable-number"
    says = gettext_noop("“{value}” is not a number.")
    remedy = gettext_noop("Write one number without words, for example 120.")


class NumberOutOfRange(Invalid):
    code = "premises.number-out-of-range"
    says = gettext_noop("{value} cannot be right here; the most is {most}.")
    remedy = gettext_noop("Check the number and its unit.")


class UnreadableDate(Invalid):
    code = "premises.unreadable-date"
    says = gettext_noop("“{value}” is not a date.")
    remedy = gettext_noop("Write the date as 2026-03-05.")


class ImpossibleDate(Invalid):
    code = "premises.impossible-date"
    says = gettext_noop("There is no such day as {value}.")
    remedy = gettext_noop("Check day and month.")


class UnreadableYesNo(Invalid):
    code = "premises.unreadable-yes-no"
    says = gettext_noop("“{value}” says neither yes nor no.")
    remedy = gettext_noop("Write 是 or 否.")


class UnreadablePhone(Invalid):
    code = "premises.unreadable-phone"
    says = gettext_noop("“{value}” is not a telephone number.")
    remedy = gettext_noop("Write 11 figures for a mobile, or area code and number.")


class DigitsLost(Invalid):
    code = "premises.digits-lost"
    says = gettext_noop("The spreadsheet has rounded this number ({value}); figures are lost.")
    remedy = gettext_noop("Format the column as text and type the number again.")


class WrongCreditCode(Invalid):
    code = "premises.wrong-credit-code"
    says = gettext_noop("The credit code {value} does not agree with its check digit.")
    remedy = gettext_noop("Compare it with the licence; I, O, Z, S and V never occur in it.")


class WrongIdentityNumber(Invalid):
    code = "premises.wrong-identity-number"
    says = gettext_noop("The identity number does not agree with its check digit.")
    remedy = gettext_noop("Compare it with the identity card.")


NOTHING = frozenset({
    "", "-", "--", "—", "——", "/", "\\", "无", "没有", "暂无", "不详", "未知", "不清楚", "空",
    "n/a", "none", "null", "无电话", "待核实", "待补充", "未办", "未办理", "正在办理", "办理中",
})  # fmt: skip
_YES = frozenset({
    "有", "是", "√", "✓", "✔", "对", "y", "yes", "true", "1", "已", "重点",
    "符合", "合格", "☑",
})  # fmt: skip
_NO = frozenset({
    "无", "否", "×", "x", "✗", "✘", "n", "no", "false", "0", "未", "没有", "不", "不是", "非",
    "一般", "非重点", "/", "-", "—", "不涉及", "☐",
})  # fmt: skip
_UNITS = re.compile(
    r"(平方米|平方|平米|平|m2|m²|立方米|m3|米|m|层|楼|人|名|张|个|间|台|具|只|把|套|座|位|户|栋|幢|处|余|多|左右|以上|"
    r"许)+$"
)
_ABOUT = re.compile(r"^(约|大约|近|共|总计|计|合计|总|大概|约为|≈|~)+[:：]?")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def is_nothing(text: str) -> bool:
    """Say whether a cell means that there is nothing to say."""
    return plain(text).lower() in NOTHING


def number(text: str, *, most: int, places: int = 2) -> Decimal | None:
    """
    Return the number a cell means: ``约２００平方`` is 200, ``1.2万㎡`` 12,000.

    Raises: UnreadableNumber, NumberOutOfRange.
    """
    if is_nothing(text):
        return None
    bare = plain(text).lower().replace(",", "").replace(" ", "")
    bare = _UNITS.sub("", _ABOUT.sub("", bare))
    factor = 1
    if bare.endswith("万"):
        bare, factor = bare[:-1], 10_000
    try:
        found = Decimal(bare) if _NUMBER.fullmatch(bare) else Decimal(numeral(bare))
    except (InvalidOperation, ValueError) as error:
        raise UnreadableNumber(value=text) from error
    found *= factor
    if found < 0 or found > most:
        raise NumberOutOfRange(value=text, most=most)
    return round(found, places)


def count(text: str, *, most: int = 1_000_000) -> int | None:
    """
    Return the whole number a cell means.

    Raises: UnreadableNumber, NumberOutOfRange.
    """
    found = number(text, most=most)
    return None if found is None else int(found)


_STOREYS = r"(负?-?(?:\d+|[零一二两三四五六七八九十]+))"
_BELOW = re.compile(rf"(?:地下|b)(?:室)?{_STOREYS}层?")
_ABOVE = re.compile(rf"(?:地上|第|共|f)?{_STOREYS}(?:层|楼|f)?")


def storeys(text: str) -> tuple[int | None, int | None]:
    """
    Return floors above and below ground: ``地上3层/地下1层``, ``3/-1``, ``6层``.

    Raises: UnreadableNumber.
    """
    if is_nothing(text):
        return None, None
    bare = plain(text).lower().replace(" ", "")
    below = None
    found_below = _BELOW.search(bare)
    if found_below:
        below = abs(_storey(found_below[1]))
        bare = bare[: found_below.start()] + bare[found_below.end() :]
    numbers = [_storey(part) for part in _ABOVE.findall(bare)]
    if below is None and any(value < 0 for value in numbers):
        below = max(-value for value in numbers if value < 0)
    above = [value for value in numbers if value > 0]
    if not above and below is None:
        raise UnreadableNumber(value=text)
    return (max(above) if above else None), below


def highest_floor(text: str) -> int | None:
    """
    Return the highest floor a place uses: ``1-2层`` is 2, ``负一层`` -1.

    Raises: UnreadableNumber.
    """
    if is_nothing(text):
        return None
    bare = plain(text).lower().replace("地下", "负").replace("b", "负")
    bare = re.sub(r"(?<=\d)-(?=\d)|至|到", "~", bare)
    found = [_storey(part) for part in re.findall(_STOREYS, bare)]
    if not found or max(found) > 200:
        raise UnreadableNumber(value=text)
    return max(found)


def _storey(text: str) -> int:
    sign = -1 if text[:1] in {"负", "-"} else 1
    bare = text.lstrip("负-")
    return sign * (int(bare) if bare.isdigit() else numeral(bare))


_SERIAL_START = date(1899, 12, 30)
"""Day 0 of spreadsheets that count days from 1900."""
_DATE = re.compile(r"(\d{4}|\d{2})[年.\-/](\d{1,2})(?:[月.\-/](\d{1,2})?日?)?")


def day(text: str) -> date | None:
    """
    Return the day a cell means: ``2026.3.5``, ``二〇二六年三月``, ``20260305``, a serial number.

    A month alone means its first day, a year alone its first of January.

    Raises: UnreadableDate, ImpossibleDate.
    """
    if is_nothing(text):
        return None
    bare = plain(text).split("T")[0].replace(" ", "")
    bare = re.sub(r"(\d{1,2}:\d{2}(:\d{2})?)$", "", bare)
    bare = re.sub(r"[零〇○一二两三四五六七八九十]+", _figures, bare)
    if re.fullmatch(r"\d{8}", bare):
        parts = (bare[:4], bare[4:6], bare[6:])
    elif re.fullmatch(r"\d{5}", bare):
        return _SERIAL_START + timedelta(days=int(bare))
    elif re.fullmatch(r"(19|20)\d{2}年?", bare):
        parts = (bare[:4], "1", "1")
    elif match := _DATE.fullmatch(bare):
        parts = (match[1] if len(match[1]) == 4 else f"20{match[1]}", match[2], match[3] or "1")
    else:
        raise UnreadableDate(value=text)
    try:
        return date(int(parts[0]), int(parts[1]), int(parts[2]))
    except ValueError as error:
        raise ImpossibleDate(value=text) from error


def _figures(match: re.Match[str]) -> str:
    return str(numeral(match[0].replace("○", "〇")))


def yes_or_no(text: str) -> bool | None:
    """
    Return what a tick, a word or a figure says; an empty cell says nothing.

    Raises: UnreadableYesNo.
    """
    bare = plain(text).lower()
    if not bare:
        return None
    if bare in _YES or bare[:1] in {"有", "是", "√", "✓", "已"}:
        return True
    if bare in _NO or bare[:1] in {"无", "否", "×", "未", "没", "不"}:
        return False
    raise UnreadableYesNo(value=text)


_ROUNDED = re.compile(r"\d(\.\d+)?e\+?\d+", re.IGNORECASE)
_PHONE = re.compile(
    r"(?<!\d)(?:\+?86-?)?(1[3-9]\d{9}|0\d{2,3}-?\d{7,8}(?:-\d{1,6})?|400-?\d{3}-?\d{4}|\d{3,8})(?!\d)"
)


def phone(text: str) -> str:
    """
    Return the telephone numbers in a cell, joined by 、 and without what stands around them.

    Raises: UnreadablePhone, DigitsLost.
    """
    if is_nothing(text):
        return ""
    bare = plain(text)
    if _ROUNDED.fullmatch(bare):
        raise DigitsLost(value=text)
    bare = re.sub(r"(?<=\d) (?=\d)", "", bare)
    found = [match[1] for match in _PHONE.finditer(re.sub(r"[‐‑–—－]", "-", bare))]
    if not found and re.fullmatch(r"1[3-9]\d-\d{4}-\d{4}", bare):
        found = [bare.replace("-", "")]
    digits = len(re.sub(r"\D", "", bare))
    if not found or sum(len(re.sub(r"\D", "", one)) for one in found) < digits - 2:
        raise UnreadablePhone(value=text)
    return "、".join(dict.fromkeys(found))[:64]


def credit_code(text: str) -> str:
    """
    Return a unified social credit code whose check digit agrees, or an empty string.

    Raises: WrongCreditCode, DigitsLost.
    """
    if is_nothing(text):
        return ""
    bare = re.sub(r"[\s-]", "", plain(text)).upper()
    if _ROUNDED.fullmatch(bare):
        raise DigitsLost(value=text)
    if not _agrees(bare):
        raise WrongCreditCode(value=text)
    return bare


_CODE = re.compile(r"\d{8}[0-9A-HJ-NPQRTUWXY]{10}", re.ASCII)
_FIGURES = {letter: at for at, letter in enumerate("0123456789ABCDEFGHJKLMNPQRTUWXY")}
_WEIGHTS = tuple(pow(3, at, 31) for at in range(17))


def _agrees(code: str) -> bool:
    """Say whether a credit code ends in its check character. Source: GB 32100-2015."""
    if not _CODE.fullmatch(code):
        return False
    total = sum(_FIGURES[letter] * weight for letter, weight in zip(code, _WEIGHTS, strict=False))
    return _FIGURES[code[-1]] == -total % 31


def identity_number(text: str) -> str:
    """
    Return an identity number whose check digit agrees, or an empty string.

    Raises: WrongIdentityNumber, DigitsLost.
    """
    if is_nothing(text):
        return ""
    bare = re.sub(r"\s", "", plain(text)).upper()
    if _ROUNDED.fullmatch(bare):
        raise DigitsLost(value="******")
    if not ric.is_valid(bare):
        raise WrongIdentityNumber()
    return bare
