"""Legal basis (法规依据): search rules, open one, read an article."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from wanghuo.foundation.rulebook.editions import Certainty
from wanghuo.foundation.support import clock
from wanghuo.foundation.support.http import page_or_part
from wanghuo.registers.access import selectors as access
from wanghuo.registers.access.requests import SignedIn
from wanghuo.registers.policy import selectors
from wanghuo.registers.policy.domain import labels, places


@login_required
@require_GET
def rule_list(request: SignedIn) -> HttpResponse:
    """GET /legal-basis/: rules by text, kind, certainty, day and place."""
    asked = request.GET
    on, place = day_asked(request), place_asked(request)
    hits = selectors.found_rules(
        asked.get("q", ""), on=on, place=place, family=asked.get("kind", ""),
        certainty=asked.get("certainty", ""),
    )  # fmt: skip
    return page_or_part(
        request, "policy/rule_list.html", part="rows", hits=hits, on=on, place=place,
        place_choices=_place_choices(request), families=labels.FAMILIES.items(),
        certainties=list(Certainty), texts=selectors.shipped_texts(),
    )  # fmt: skip


@login_required
@require_GET
def rule(request: SignedIn, key: str) -> HttpResponse:
    """GET /legal-basis/rules/<key>/: one rule, its editions, what a change touches."""
    on, place = day_asked(request), place_asked(request)
    found = selectors.rule_page(key, on=on, place=place, seen_by=request.user)
    return render(
        request,
        "policy/rule.html",
        {
            "page": found,
            "on": on,
            "place": place,
            "place_choices": _place_choices(request),
            "may_edit": access.may(request.user, "policy.edit"),
        },
    )


@login_required
@require_GET
def text(request: SignedIn, code: str) -> HttpResponse:
    """GET /legal-basis/texts/<code>/: a whole instrument."""
    return render(request, "policy/text.html", {"page": selectors.text_page(code)})


@login_required
@require_GET
def article(request: SignedIn, code: str, number: str) -> HttpResponse:
    """GET /legal-basis/texts/<code>/<number>/: one article and the rules that cite it."""
    found = selectors.article_page(code, number, on=clock.today(), place=place_asked(request))
    return render(request, "policy/article.html", {"page": found})


def day_asked(request: SignedIn) -> date:
    """Return the day in the address; an unreadable one counts as today."""
    try:
        return date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return clock.today()


def place_asked(request: SignedIn) -> str:
    """Return the place in the address, or the county of the person's organization."""
    if "place" in request.GET:
        asked = request.GET["place"]
        return asked if asked.isdigit() else ""
    return selectors.home_place(request.user)


def _place_choices(request: SignedIn) -> list[tuple[str, object]]:
    around = places.surroundings(selectors.home_place(request.user))
    known = sorted({*around, *selectors.places_with_rules(), place_asked(request)})
    names = selectors.places_named(known)
    return [(code, names[code]) for code in known]
