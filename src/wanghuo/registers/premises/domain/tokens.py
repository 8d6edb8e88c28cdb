"""
Words under which a supervised object is found, and what a search asks for.

Chinese is cut by rjieba, indexed text and question alike; names also stand there by pairs of
characters, because people remember a name's middle. The same tokens serve both databases.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import rjieba

from wanghuo.registers.premises.domain.normal import initials, plain

_RUN = re.compile(r"[㐀-鿿豈-﫿]+|[a-z0-9]+")
_HAN = re.compile(r"[㐀-鿿豈-﫿]")
LONGEST_QUESTION = 12
"""Words of a question that are looked at; more only slow the answer."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A token a hit must hold; ``is_beginning`` lets it go on."""

    token: str
    is_beginning: bool = False


Question = tuple[tuple[tuple[Wanted, ...], ...], ...]
"""Every part must hold; a part holds when all tokens of one of its ways do."""


def runs(text: str) -> list[str]:
    """Cut text into runs of Chinese and runs of Latin letters and figures."""
    return _RUN.findall(plain(text).lower())


def indexed(
    *, names: Iterable[str], address: str, people: Iterable[str], numbers: Iterable[str]
) -> str:
    """Return the tokens of one object, each once, in order of first use."""
    found: dict[str, None] = {}
    for name in names:
        found.update(dict.fromkeys(_name_tokens(name)))
    found.update(dict.fromkeys(_words(address)))
    for person in people:
        found.update(dict.fromkeys((*runs(person), *([initials(person)] if person else []))))
    for number in numbers:
        found.update(dict.fromkeys(runs(number)))
    return " ".join(token for token in found if token)


def _words(text: str) -> Iterator[str]:
    for run in runs(text):
        if _HAN.match(run):
            yield from rjieba.cut_for_search(run)
        else:
            yield run


def _name_tokens(name: str) -> Iterator[str]:
    for run in runs(name):
        if not _HAN.match(run):
            yield run
            continue
        yield run
        yield from rjieba.cut_for_search(run)
        yield from _pairs(run)
    letters, at = initials(name), 0
    for word in rjieba.cut(plain(name)):
        if at < len(letters) - 1:
            yield letters[at:]
        at += len(initials(word))


def _pairs(run: str) -> Iterator[str]:
    return (run[at : at + 2] for at in range(len(run) - 1))


def question(text: str) -> Question:
    """Return what a search asks for; empty when it holds neither letters nor figures."""
    return tuple(_ways(run) for run in runs(text)[:LONGEST_QUESTION])


def _ways(run: str) -> tuple[tuple[Wanted, ...], ...]:
    if not _HAN.match(run) or len(run) == 1:
        return ((Wanted(run, is_beginning=True),),)
    words = list(rjieba.cut(run))
    by_words = tuple(
        Wanted(word, is_beginning=at == len(words) - 1) for at, word in enumerate(words)
    )
    by_pairs = tuple(Wanted(pair) for pair in _pairs(run))
    return (by_words, by_pairs) if by_words != by_pairs else (by_words,)
