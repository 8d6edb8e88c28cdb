"""Numbers that pass every check and yet can belong to nobody."""

from __future__ import annotations

from stdnum.cn import uscc

MARK = "XN"
"""First characters of every invented organization code (虚拟, imaginary)."""

ORGANIZATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
"""Source: GB 11714-1997, check character of an organization code."""

PHONE_PREFIX = "1990000"


def credit_code(number: int, *, authority: str, county: str) -> str:
    """
    Return the ``number``-th invented unified social credit code of a county.

    Both its check characters are right. Its second character 9 ("other") is one that shops,
    companies and committees never get, and its organization code begins with :data:`MARK`.
    """
    body = MARK + base31(number, 6)
    code = f"{authority}9{county}{body}{organization_check(body)}"
    return code + uscc.calc_check_digit(code)


def base31(number: int, width: int) -> str:
    """Return ``number`` in the 31 characters credit codes use, in ``width`` places."""
    digits = ""
    for _ in range(width):
        number, place = divmod(number, 31)
        digits = uscc._alphabet[place] + digits
    return digits


def organization_check(body: str) -> str:
    """Return the ninth character of an organization code; digits count themselves, A counts 10."""
    total = sum(int(c, 36) * w for c, w in zip(body, ORGANIZATION_WEIGHTS, strict=True))
    return "0123456789X0"[11 - total % 11]


def phone(number: int) -> str:
    """Return a telephone number of the made-up range; they repeat after 10,000."""
    return f"{PHONE_PREFIX}{number % 10_000:04d}"


def police_number(number: int) -> str:
    """Return a police number; those below 10,000 begin with 00, a range that is not issued."""
    return f"{number:06d}"
