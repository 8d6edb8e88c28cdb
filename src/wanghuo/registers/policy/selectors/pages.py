"""What the pages of legal basis, working days and duties show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from wanghuo.foundation.kernel.refusals import NotFound
from wanghuo.foundation.kernel.words import gettext_noop
from wanghuo.foundation.rulebook import checklists, competence, deadlines, duties, violations
from wanghuo.foundation.rulebook.bilingual import Words
from wanghuo.foundation.rulebook.book import NoSuchInstrument, Rulebook
from wanghuo.foundation.rulebook.citations import Citation, Instrument
from wanghuo.foundation.rulebook.editions import Edition, Rule
from wanghuo.foundation.rulebook.texts import Article, LawText
from wanghuo.registers.access import selectors as access
from wanghuo.registers.access.models import Person
from wanghuo.registers.organization import selectors as organization
from wanghuo.registers.organization.domain.kinds import PostKind
from wanghuo.registers.policy.domain import labels, months, outline, places, touching
from wanghuo.registers.policy.models import LocalEdition, YearNotice
from wanghuo.registers.policy.selectors import here

PROVINCE_DIGITS, COUNTY_DIGITS, CODE_DIGITS = 2, 6, 12


class TextNotShipped(NotFound):
    code = "policy.text-not-shipped"
    says = gettext_noop("The wording of “{instrument}” does not come with the product.")
    remedy = gettext_noop("It is cited by number only; read it in an official source.")


@dataclass(frozen=True, slots=True)
class HistoryLine:
    edition: Edition
    place: Words
    is_in_force: bool


@dataclass(frozen=True, slots=True)
class Count:
    label: str
    number: int
    address: str


@dataclass(frozen=True, slots=True)
class RulePage:
    """One rule as its page shows it; ``content`` is what the readers of that family read."""

    rule: Rule
    family: Words
    edition: Edition
    place: Words
    history: list[HistoryLine]
    kind: str
    content: Any
    touched: list[touching.Touch]
    counts: list[Count]

    @property
    def is_wide(self) -> bool:
        """Whether the rule is a table that needs the whole width of the page."""
        return self.kind in {"violations", "competence"}


@dataclass(frozen=True, slots=True)
class TextPage:
    instrument: Instrument
    text: LawText
    chapters: list[tuple[str, list[Article]]]


@dataclass(frozen=True, slots=True)
class ArticlePage:
    instrument: Instrument
    text: LawText
    article: Article
    before: str
    after: str
    cited_by: list[touching.Touch]


@dataclass(frozen=True, slots=True)
class EditionLine:
    row: LocalEdition
    title: Words
    place: Words
    outline: list[outline.Line]


@dataclass(frozen=True, slots=True)
class YearPage:
    year: int
    is_confirmed: bool
    is_shipped: bool
    notice: YearNotice | None
    months: list[months.Month]
    working_days: int
    overrides: dict[str, Any]


@dataclass(frozen=True, slots=True)
class DutyList:
    """The duties of a post; only its holder is shown the way to the work itself."""

    post: PostKind
    duties: tuple[duties.Duty, ...]
    edition: Edition
    is_mine: bool


def home_place(person: Person) -> str:
    """Return the county of a person's organization."""
    return person.organization.territory.code[:COUNTY_DIGITS]


def found_rules(
    text: str, *, on: date, place: str = "", family: str = "", certainty: str = ""
) -> list[outline.Hit]:
    """Return rules in force that hold every word of ``text``."""
    return outline.search(
        here.rulebook(), text, on=on, place=place, family=family, certainty=certainty
    )


def places_named(codes: Iterable[str]) -> dict[str, Words]:
    """Return what places are called: 亭湖区, not 320902. Cost: one query."""
    wanted = set(codes)
    known = organization.names_by_code(code.ljust(CODE_DIGITS, "0") for code in wanted if code)
    found = {}
    for code in wanted:
        name, name_en = known.get(code.ljust(CODE_DIGITS, "0"), ("", ""))
        is_named = bool(name) and len(code) > PROVINCE_DIGITS
        found[code] = Words(name, name_en or name) if is_named else places.place_named(code)
    return found


def places_with_rules() -> list[str]:
    """Return every place that states a rule of its own, the country included."""
    return sorted({rule.place for rule in here.rulebook().all()})


def shipped_texts() -> list[Instrument]:
    return [one for one in here.rulebook().instruments.values() if one.text]


def rule_page(key: str, *, on: date, place: str, seen_by: Person) -> RulePage:
    """
    Return one rule with its editions and what a change of it touches.

    Raises: NoSuchRule, NoRuleInForce.
    """
    rules = here.rulebook()
    edition = rules.edition(key, on=on, place=place)
    kind, content = _content(rules, key, edition, on, place)
    history = rules.history(key, place)
    names = places_named([edition.place, *(one.place for one in history)])
    return RulePage(
        rule=rules.rule(key, place),
        family=labels.family_of(key),
        edition=edition,
        place=names[edition.place],
        history=[HistoryLine(one, names[one.place], _counts(one, edition)) for one in history],
        kind=kind,
        content=content,
        touched=touching.referring(rules, key, on=on, place=place),
        counts=[
            Count(counter.label, number, counter.link(key))
            for counter in touching.counters()
            if (number := counter.count(key, seen_by)) is not None
        ],
    )


def text_page(code: str) -> TextPage:
    """Raises: TextNotShipped."""
    instrument, text = _text(code)
    chapters: dict[str, list[Article]] = {}
    for article in text.articles.values():
        chapters.setdefault(article.chapter, []).append(article)
    return TextPage(instrument, text, list(chapters.items()))


def article_page(code: str, number: str, *, on: date, place: str) -> ArticlePage:
    """Raises: TextNotShipped, NotFound."""
    instrument, text = _text(code)
    article = text.article(number)
    if article is None:
        raise NotFound()
    numbers = list(text.articles)
    at = numbers.index(number)
    return ArticlePage(
        instrument,
        text,
        article,
        before=numbers[at - 1] if at else "",
        after=numbers[at + 1] if at + 1 < len(numbers) else "",
        cited_by=touching.citing(here.rulebook(), code, number, on=on, place=place),
    )


def local_edition_line(row: LocalEdition, names: dict[str, Words] | None = None) -> EditionLine:
    called = (names or places_named([row.place]))[row.place]
    rules = here.rulebook()
    title = rules.rule(row.key, row.place).title if rules.has(row.key) else Words(row.key, row.key)
    return EditionLine(row, title, called, outline.outline(row.value))


def local_edition_lines() -> list[EditionLine]:
    rows = list(here.local_editions())
    names = places_named(row.place for row in rows)
    return [local_edition_line(row, names) for row in rows]


def year_page(year: int) -> YearPage:
    calendar = here.calendar_of(year)
    drawn = months.months(calendar, year)
    notice = here.year_notice(year)
    return YearPage(
        year=year,
        is_confirmed=calendar.is_year_confirmed(year),
        is_shipped=calendar.is_year_confirmed(year) and notice is None,
        notice=notice,
        months=drawn,
        working_days=sum(month.working_days for month in drawn),
        overrides=here.day_overrides(year),
    )


def duty_lists(person: Person, *, on: date, post: str = "") -> list[DutyList]:
    """Return the duties of each post a person holds, or of the post that is asked for."""
    rules, place = here.rulebook(), home_place(person)
    asked = [kind for kind in PostKind if kind == post]
    mine = access.post_kinds(person)
    return [
        DutyList(
            kind,
            duties.duties_of(rules, kind, on=on, place=place),
            rules.edition(f"duties.{kind.lower()}", on=on, place=place),
            is_mine=kind in mine,
        )
        for kind in dict.fromkeys(asked or mine)
        if duties.has_list(rules, kind)
    ]


def posts_with_duties() -> list[PostKind]:
    rules = here.rulebook()
    return [kind for kind in PostKind if duties.has_list(rules, kind)]


def _text(code: str) -> tuple[Instrument, LawText]:
    rules = here.rulebook()
    if code not in rules.instruments:
        raise NoSuchInstrument(instrument=code)
    instrument = rules.instruments[code]
    text = rules.text(code)
    if text is None:
        raise TextNotShipped(instrument=Citation(instrument))
    return instrument, text


def _counts(one: Edition, in_force: Edition) -> bool:
    return (one.place, one.since, one.id) == (in_force.place, in_force.since, in_force.id)


def _content(rules: Rulebook, key: str, edition: Edition, on: date, place: str) -> tuple[str, Any]:
    """Return which part of the page draws a rule, and what it draws."""
    family, _, name = key.partition(".")
    if family == "deadlines":
        found = deadlines.deadline(rules, name, on=on, place=place)
        return "deadline", {"deadline": found, "starts": labels.named(found.starts)}
    if family == "checklists":
        return "checklist", checklists.checklist(rules, key, on=on, place=place)
    if family == "check_items":
        item = checklists.check_item(rules, name, on=on, place=place)
        known = violations.catalogue(rules, on=on, place=place)
        return "check_item", {"item": item, "violation": known.get(item.violation)}
    if family == "violations":
        return "violations", list(violations.catalogue(rules, on=on, place=place).values())
    if family == "acts":
        return "acts", violations.acts(rules, on=on, place=place)
    if family == "competence":
        return "competence", list(competence.matrix(rules, on=on, place=place).values())
    if family == "duties":
        return "duties", duties.duties_of(rules, name, on=on, place=place)
    return "outline", outline.outline(edition.value, _naming(rules, on, place))


def _naming(rules: Rulebook, on: date, place: str) -> outline.Naming:
    """Call check items, violations and articles by what they say, not by their codes."""
    known = violations.catalogue(rules, on=on, place=place)

    def called(code: str) -> Words:
        if rules.has(f"check_items.{code}"):
            return rules.rule(f"check_items.{code}", place).title
        if code in known:
            return Words(f"{code} {known[code].title.zh}", f"{code} {known[code].title.en}")
        if code.partition(" ")[0] in rules.instruments:
            return rules.citation(code).words
        return labels.named(code)

    return called
