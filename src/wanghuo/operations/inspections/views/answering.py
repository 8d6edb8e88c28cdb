"""What is tapped and typed on the page of a visit. Each works with htmx and without."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from wanghuo.foundation.kernel.refusals import NotFound
from wanghuo.foundation.support import clock
from wanghuo.operations.hazards.domain.terms import Outcome
from wanghuo.operations.hazards.models import Hazard
from wanghuo.operations.inspections import selectors, services
from wanghuo.operations.inspections.domain import photographs
from wanghuo.operations.inspections.domain.sheet import REST
from wanghuo.operations.inspections.domain.terms import Verdict
from wanghuo.operations.inspections.models import Visit
from wanghuo.operations.inspections.views import visits
from wanghuo.registers.access.requests import SignedIn
from wanghuo.registers.policy import selectors as policy

VERDICTS = {verdict.value for verdict in Verdict}


@login_required
@require_POST
def answer(request: SignedIn, visit_id: UUID) -> HttpResponse:
    """POST ``?item=KEY`` with ``KEY.verdict`` and its note: the answer to one item."""
    visit = selectors.visit(visit_id, request.user)
    item = request.GET.get("item", "")
    verdict = _verdict(request.POST.get(f"{item}.verdict", ""))
    _give(request, visit, item, verdict)
    picture = request.FILES.get(f"{item}.photograph")
    if picture is not None:
        _attach(request, visit, picture, item=item)
    return _answered(request, visit, item, stays=verdict is Verdict.FAIL)


@login_required
@require_POST
def whole_sheet(request: SignedIn, visit_id: UUID) -> HttpResponse:
    """POST every answer of the sheet at once, as a browser without scripts does."""
    visit = selectors.visit(visit_id, request.user)
    sheet = selectors.sheet_of(visit, policy.rulebook())
    for line in sheet.lines:
        key = line.item.key
        chosen = request.POST.get(f"{key}.verdict", "")
        if chosen in VERDICTS and (line.verdict != chosen or line.is_own):
            _give(request, visit, key, Verdict(chosen))
        picture = request.FILES.get(f"{key}.photograph")
        if picture is not None:
            _attach(request, visit, picture, item=key)
    return _back(visit, "")


@login_required
@require_POST
def rest(request: SignedIn, visit_id: UUID) -> HttpResponse:
    """POST: everything without an answer of its own is right; ``withdraw`` takes that back."""
    visit = selectors.visit(visit_id, request.user)
    if request.POST.get("withdraw"):
        services.withdraw_answer(visit=visit, item_key=REST, by=request.user, at=clock.now())
        return _back(visit, "")
    services.answer_rest(visit=visit, by=request.user, at=clock.now(), rules=policy.rulebook())
    return redirect("inspections:visit", visit.pk)


@login_required
@require_POST
def recheck(request: SignedIn, visit_id: UUID, hazard_id: UUID) -> HttpResponse:
    """POST ``outcome``, ``note``, ``next_deadline_on``: what became of an earlier hazard."""
    visit = selectors.visit(visit_id, request.user)
    hazard = next((h for h in selectors.previous_hazards(visit) if h.pk == hazard_id), None)
    outcome = request.POST.get("outcome") or request.POST.get("current", "")
    if hazard is None or outcome not in {member.value for member in Outcome}:
        raise NotFound()
    rest_by = _day(request.POST.get("next_deadline_on", ""))
    services.recheck(
        visit=visit, hazard=hazard, outcome=Outcome(outcome), note=request.POST.get("note", ""),
        next_deadline_on=rest_by or visits.proposed_for(visit, hazard).proposed_on,
        by=request.user, at=clock.now(),
    )  # fmt: skip
    return _answered(request, visit, "")


@login_required
@require_POST
def draft(request: SignedIn, visit_id: UUID) -> HttpResponse:
    """POST what is being typed; the answer says when it was kept."""
    visit = selectors.visit(visit_id, request.user)
    item = request.GET.get("item", "")
    if not _note(request, visit, item):
        visit = services.save_draft(visit=visit, changes=typed(request, item), by=request.user)
    # Only the page that finishes carries the version its reader has seen.
    is_finishing = "/finish/" in (request.htmx.current_url or "")
    context = {"visit": visit, "at": clock.now(), "is_finishing": is_finishing}
    return render(request, "inspections/parts/kept.html", context)


@login_required
@require_POST
def attach(request: SignedIn, visit_id: UUID) -> HttpResponse:
    """POST a photograph: ``?item=KEY`` with ``KEY.photograph``, or of an earlier ``?hazard=ID``."""
    visit = selectors.visit(visit_id, request.user)
    item, about = request.GET.get("item", ""), request.GET.get("hazard", "")
    hazard = next((h for h in selectors.previous_hazards(visit) if str(h.pk) == about), None)
    picture = request.FILES.get(f"{item or about}.photograph")
    if picture is None:
        raise photographs.NotAPhotograph(field="photograph")
    _note(request, visit, item)
    _attach(request, visit, picture, item=item, hazard=hazard)
    return _answered(request, visit, item, stays=True)


def typed(request: SignedIn, item: str = "") -> dict[str, str]:
    """Return the fields a draft keeps: those of one item, or everything of the page."""
    left_out = {"csrfmiddlewaretoken", "_once", "version", "party", "officer"}
    return {
        name: str(value).strip()[:2000]
        for name, value in request.POST.items()
        if name not in left_out
        and not name.endswith((".verdict", ".faults"))
        and (not item or name.startswith(f"{item}."))
    }


def _note(request: SignedIn, visit: Visit, item: str) -> bool:
    """Keep what was noted about a failed item, if the page sent it; say whether it did."""
    has_note = bool(item) and f"{item}.note" in request.POST
    if not has_note or not visit.answers.filter(item_key=item, verdict=Verdict.FAIL).exists():
        return False
    _give(request, visit, item, Verdict.FAIL)
    return True


def _give(request: SignedIn, visit: Visit, item: str, verdict: Verdict) -> None:
    services.answer(
        visit=visit, item_key=item, verdict=verdict, note=request.POST.get(f"{item}.note", ""),
        is_fixed_on_spot=bool(request.POST.get(f"{item}.is_fixed_on_spot")),
        faults=request.POST.getlist(f"{item}.faults"), by=request.user, at=clock.now(),
        rules=policy.rulebook(),
    )  # fmt: skip


def _attach(
    request: SignedIn,
    visit: Visit,
    picture: UploadedFile,
    *,
    item: str = "",
    hazard: Hazard | None = None,
) -> None:
    """Keep a photograph; one too large is refused before it is read."""
    if picture.size is not None and picture.size > photographs.LARGEST_BYTES:
        limit = photographs.LARGEST_BYTES // 1024 // 1024
        raise photographs.PhotographTooLarge(limit=limit, field="photograph")
    services.attach_photograph(
        visit=visit, content=picture.read(), item_key=item, hazard=hazard, by=request.user,
        at=clock.now(),
    )  # fmt: skip


def _answered(request: SignedIn, visit: Visit, item: str, *, stays: bool = False) -> HttpResponse:
    """Answer htmx with the part that changed, a plain browser with the page."""
    if not request.htmx:
        return _back(visit, item if stays else "")
    fresh = selectors.visit(visit.pk, request.user)
    work = visits.work_of(request, fresh, item=item if stays else _next(fresh, item))
    context: dict[str, Any] = {"work": work, "visit": fresh}
    if work.shown == visits.ALL and item:
        row = next(row for row in work.rows if row.key == item)
        return render(request, "inspections/parts/changed_row.html", context | {"row": row})
    return render(request, "inspections/parts/work.html", context)


def _next(visit: Visit, item: str) -> str:
    line = selectors.sheet_of(visit, policy.rulebook()).after(item)
    return line.item.key if line else item


def _back(visit: Visit, item: str) -> HttpResponse:
    address = reverse("inspections:visit", args=[visit.pk])
    if item:
        return redirect(f"{address}?{urlencode({'item': item})}#item-{item}")
    return redirect(address)


def _verdict(code: str) -> Verdict:
    if code not in VERDICTS:
        raise NotFound()
    return Verdict(code)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
