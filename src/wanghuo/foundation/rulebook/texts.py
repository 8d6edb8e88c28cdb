"""Texts of instruments that are shipped, so that a citation can be opened and read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from wanghuo.foundation.rulebook.bilingual import Words, words
from wanghuo.foundation.rulebook.citations import numeral

_ARTICLE = re.compile(r"第([零一二三四五六七八九十百]+)条\s*(.*)")


@dataclass(frozen=True, slots=True)
class Article:
    number: str
    heading: str
    chapter: str
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n".join(self.paragraphs)


@dataclass(frozen=True, slots=True)
class LawText:
    """A whole instrument, article by article, with where the text comes from."""

    title: str
    version: str
    origin: Words
    articles: dict[str, Article]

    def article(self, number: str) -> Article | None:
        return self.articles.get(number)


def read(path: Path) -> LawText:
    """Read Markdown: a YAML head between ``---`` lines, chapters, articles."""
    _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    about = yaml.load(head, Loader=yaml.CSafeLoader)
    numbers = {numeral(number): str(number) for number in range(1, 400)}
    articles: dict[str, Article] = {}
    chapter, current = "", ""
    lines: list[str] = []

    def close() -> None:
        if current:
            articles[numbers[current]] = Article(
                number=numbers[current],
                heading=f"第{current}条",
                chapter=chapter_of_current,
                paragraphs=tuple(lines),
            )

    chapter_of_current = ""
    for line in (raw.strip() for raw in body.splitlines()):
        if line.startswith("#"):
            chapter = line.lstrip("# ").replace("\u3000", " ")
            continue
        match = _ARTICLE.match(line)
        if match and match[1] in numbers:
            close()
            current, lines, chapter_of_current = match[1], [match[2]], chapter
        elif line and current:
            lines.append(line)
    close()
    return LawText(
        title=about["title"],
        version=str(about["version"]),
        origin=words(about["origin"]),
        articles=articles,
    )
