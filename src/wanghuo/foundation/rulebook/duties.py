"""Duty lists (职责清单): what each post has to do about fire safety, and which article says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wanghuo.foundation.rulebook.bilingual import Words, words
from wanghuo.foundation.rulebook.book import Rulebook
from wanghuo.foundation.rulebook.citations import Citation
from wanghuo.foundation.rulebook.editions import Certainty


@dataclass(frozen=True, slots=True)
class Duty:
    """
    One duty of a post.

    ``page`` names the page where the work for it is done, ``every`` how often it falls due.
    """

    key: str
    title: Words
    detail: Words
    every: Words
    citations: tuple[Citation, ...]
    certainty: Certainty
    page: str = ""

    @property
    def is_to_be_confirmed(self) -> bool:
        return self.certainty in {Certainty.C, Certainty.U}


def has_list(rules: Rulebook, post: str) -> bool:
    return rules.has(f"duties.{post.lower()}")


def duties_of(rules: Rulebook, post: str, *, on: date, place: str = "") -> tuple[Duty, ...]:
    """
    Return the duties of a kind of post, e.g. ``COMMUNITY_OFFICER``.

    Raises: NoSuchRule, NoRuleInForce.
    Source: rules ``duties.*``.
    """
    edition = rules.edition(f"duties.{post.lower()}", on=on, place=place)
    return tuple(
        Duty(
            key=data["key"],
            title=words(data["title"]),
            detail=words(data["detail"]),
            every=words(data["every"]),
            citations=tuple(rules.citation(written) for written in data["citations"]),
            certainty=Certainty(data.get("certainty", edition.certainty)),
            page=data.get("page", ""),
        )
        for data in edition.value["duties"]
    )
