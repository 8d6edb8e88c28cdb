"""Where a rule stands: instrument and article, printed as lawyers of each language write it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from wanghuo.foundation.rulebook.bilingual import UNSAID, Words, words

_DIGITS = "零一二三四五六七八九"
_ARTICLE = re.compile(r"(\d+)(?:\((\d+)\))?(?:\((\d+)\))?$")


def numeral(number: int) -> str:
    """Return ``number`` below 1,000 in Chinese numerals, as articles are numbered."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    written = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        written += "十" if tens == 1 and not hundreds else f"{_DIGITS[tens]}十"
    elif hundreds and ones:
        written += "零"
    return written + (_DIGITS[ones] if ones or not written else "")


@dataclass(frozen=True, slots=True)
class Instrument:
    """
    A law, order, standard or notice that rules are taken from.

    ``is_cited_by_number`` adds the number to its title, as for standards and notices. What is no
    law, as common practice, is printed without the marks of a title.
    """

    code: str
    title: Words
    number: str = ""
    issued_by: Words = UNSAID
    in_force: tuple[date | None, date | None] = (None, None)
    text: str = ""
    place: str = ""
    note: Words = UNSAID
    is_cited_by_number: bool = False
    is_law: bool = True


@dataclass(frozen=True, slots=True)
class Citation:
    """
    One place in an instrument.

    ``article`` is written ``60(1)(3)``: article, paragraph (款), item (项); several articles are
    parted by commas. Anything else (``5.1.2``, ``附录A``) is printed as it stands.
    """

    instrument: Instrument
    article: str = ""

    @property
    def code(self) -> str:
        return f"{self.instrument.code} {self.article}".strip()

    @property
    def articles(self) -> tuple[str, ...]:
        """Numbers of the articles cited, without paragraph and item."""
        found = (_ARTICLE.match(part.strip()) for part in self.article.split(","))
        return tuple(match[1] for match in found if match)

    @property
    def words(self) -> Words:
        title, english = self.instrument.title.zh, self.instrument.title.en
        is_marked = title.startswith("《") or not self.instrument.is_law
        named = title if is_marked else f"《{title}》"
        if self.instrument.is_cited_by_number:
            named += f"（{self.instrument.number}）"
        if not self.article:
            return Words(zh=named, en=english)
        parts = [part.strip() for part in self.article.split(",")]
        return Words(
            zh=named + "、".join(_chinese_article(part) for part in parts),
            en=f"{english}, {'art.' if len(parts) == 1 else 'arts.'} {', '.join(parts)}",
        )

    def __str__(self) -> str:
        return str(self.words)


def _chinese_article(written: str) -> str:
    match = _ARTICLE.match(written)
    if match is None:
        return f"第{written}条" if written[:1].isdigit() else written
    article, paragraph, item = match.groups()
    text = f"第{numeral(int(article))}条"
    if paragraph:
        text += f"第{numeral(int(paragraph))}款"
    if item:
        text += f"第{numeral(int(item))}项"
    return text


def instrument_from(code: str, data: Mapping[str, object], place: str) -> Instrument:
    span = data.get("in_force") or [None, None]
    assert isinstance(span, list)
    return Instrument(
        code=code,
        title=words(data.get("title")),
        number=str(data.get("number") or ""),
        issued_by=words(data.get("issued_by")),
        in_force=(span[0], span[1]),
        text=str(data.get("text") or ""),
        place=place,
        note=words(data.get("note")),
        is_cited_by_number=bool(data.get("is_cited_by_number", False)),
        is_law=bool(data.get("is_law", True)),
    )


@dataclass(frozen=True, slots=True)
class Source:
    """Where an edition was read, and when."""

    citation: Citation
    read_on: date
    href: str = ""
    note: Words = UNSAID

    def __str__(self) -> str:
        return str(self.citation)
