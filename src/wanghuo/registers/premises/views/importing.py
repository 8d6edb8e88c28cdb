"""The import, step by step: file, columns, differences, entered, taken back."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wanghuo.foundation.jobs import services as jobs
from wanghuo.foundation.jobs.domain.states import State
from wanghuo.foundation.kernel.refusals import Refused, filled
from wanghuo.foundation.spreadsheets.shape import PassedOver
from wanghuo.foundation.support import clock, listings, pages
from wanghuo.foundation.support.fields import choices_of
from wanghuo.foundation.support.forms import blame
from wanghuo.foundation.support.listings import Column as ListColumn
from wanghuo.foundation.support.listings import Listing, TermFilter
from wanghuo.registers.access import services as access
from wanghuo.registers.access.requests import SignedIn
from wanghuo.registers.organization import selectors as organizations
from wanghuo.registers.premises import forms, selectors
from wanghuo.registers.premises.domain.columns import Column
from wanghuo.registers.premises.domain.terms import (
    BatchState,
    FacilityKind,
    Occupancy,
    PremisesKind,
    RowVerdict,
    SmallKind,
)
from wanghuo.registers.premises.models import ImportBatch, ImportRow
from wanghuo.registers.premises.services import importing
from wanghuo.registers.premises.services.importing import batches
from wanghuo.registers.premises.services.importing.rejected import reason_of, remedy_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STEPS = (
    ({BatchState.READING}, _("File")),
    ({BatchState.MAPPING}, _("Columns")),
    ({BatchState.PREVIEWING, BatchState.PREVIEWED}, _("Differences")),
    ({BatchState.APPLYING, BatchState.APPLIED, BatchState.UNDONE}, _("Entered")),
)

LIST = Listing(
    key="premises-imports",
    title=_("Imports"),
    empty=_("Imported spreadsheets appear here, with what became of each row."),
    columns=[
        ListColumn("source", _("File"), "source",
                   link=lambda row: f"/premises/imports/{row.pk}/", width=36),
        ListColumn("station", _("Station"), "station.name", width=18),
        ListColumn("state", _("State"), "get_state_display", width=12),
        ListColumn("new", _("New"), lambda row: row.counts.get(RowVerdict.NEW), width=8),
        ListColumn(
            "changed", _("Changed"), lambda row: row.counts.get(RowVerdict.CHANGED), width=8
        ),
        ListColumn("rejected", _("Rejected"), lambda row: row.counts.get(RowVerdict.REJECTED),
                   width=8),
        ListColumn("by", _("By"), "by.name", width=10),
        ListColumn("created_at", _("Begun"), "created_at", sort="created_at", width=16),
    ],
    filters=[TermFilter("state", _("State"), BatchState)],
    orders={"newest": ("-created_at", "-id")},
)  # fmt: skip


@login_required
@require_GET
def batch_list(request: SignedIn) -> HttpResponseBase:
    """GET /premises/imports/."""
    access.require(request.user, "premises.import")
    rows = selectors.batches(request.user)
    return listings.respond(request, LIST, rows, template="premises/imports.html")


@login_required
@require_http_methods(["GET", "POST"])
def upload(request: SignedIn) -> HttpResponse:
    """GET asks for the file, POST keeps it and reads it in the background."""
    access.require(request.user, "premises.import")
    stations = selectors.stations_for(request.user)
    known = sorted({name for one in stations for name in selectors.mapping_names(one)})
    form = forms.UploadForm(
        request.POST or None, request.FILES or None, stations=stations, mappings=known
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            batch = importing.begin(
                station=given["station"], content=given["file"].read(),
                source=given["file"].name, by=request.user, at=clock.now(),
                mapping_name=given.get("mapping_name", ""),
            )  # fmt: skip
        except Refused as refusal:
            refusal.facts.setdefault("field", "file")
            blame(form, refusal)
        else:
            _start(request, batch, "premises.import_read")
            return redirect("premises:import", batch.pk)
    status = 422 if form.errors else 200
    return render(request, "premises/import_file.html", {"form": form, "steps": _steps(None)},
                  status=status)  # fmt: skip


def _start(request: SignedIn, batch: ImportBatch, kind: str, **parameters: str) -> None:
    parameters["batch_id"] = str(batch.pk)
    job = jobs.start(kind, by=request.user, at=clock.now(), parameters=parameters)
    ImportBatch.objects.filter(pk=batch.pk).update(job=job)


@login_required
@require_http_methods(["GET", "POST"])
def batch(request: SignedIn, batch_id: UUID) -> HttpResponse:
    """GET shows the step the import stands at; POST settles the columns."""
    found = selectors.batch(batch_id, request.user)
    state = BatchState(found.state)
    job = found.job
    context: dict[str, Any] = {"batch": found, "steps": _steps(found)}
    if job and not job.has_ended:
        return render(request, "premises/import_working.html", context | {"job": job})
    if job and job.state == State.FAILED:
        facts, remedy = job.refusal.get("facts", {}), job.refusal.get("remedy", "")
        context["failed"] = filled(gettext(job.refusal["says"]), facts)
        context["failed_remedy"] = filled(gettext(remedy), facts) if remedy else ""
    if state == BatchState.MAPPING:
        return _columns(request, found, context)
    if state in (BatchState.READING, BatchState.PREVIEWING, BatchState.DISCARDED):
        return render(request, "premises/import_stopped.html", context)
    return _rows(request, found, context)


def _columns(request: SignedIn, found: ImportBatch, context: dict[str, Any]) -> HttpResponse:
    form = forms.ColumnsForm(
        request.POST or None, territories=organizations.communities_of(found.station),
        initial={"community": found.community_id, "remember_as": found.mapping_name},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        chosen = {
            at: request.POST.getlist(f"columns-{at}")
            for at, sheet in enumerate(found.sheets)
            if "names" in sheet and request.POST.get(f"use-{at}")
        }
        try:
            importing.confirm_columns(found, columns=chosen, at=clock.now(), **form.cleaned_data)
        except Refused as refusal:
            blame(form, refusal)
        else:
            _start(request, found, "premises.import_compare")
            return redirect("premises:import", found.pk)
    context |= {"form": form, "sheets": _sheets(found, request)}
    status = 422 if form.errors else 200
    return render(request, "premises/import_columns.html", context, status=status)


def _sheets(found: ImportBatch, request: SignedIn) -> list[dict[str, Any]]:
    """Return each sheet as the page draws it, with what the reader has chosen so far."""
    choices = [("", gettext("Not recognised: do not import")), *choices_of(Column)]
    shown = []
    for at, sheet in enumerate(found.sheets):
        one = {"at": at, "name": sheet["name"], "why": why_passed_over(sheet)}
        if "names" in sheet:
            posted = request.POST.getlist(f"columns-{at}")
            columns = posted if len(posted) == len(sheet["names"]) else sheet["columns"]
            is_used = sheet["state"] == batches.TABLE
            one |= {
                "is_used": bool(request.POST.get(f"use-{at}")) if posted else is_used,
                "rows": sheet["rows"],
                "columns": [
                    {"name": name or "—", "chosen": column, "samples": samples}
                    for name, column, samples in zip(
                        sheet["names"], columns, sheet["samples"], strict=True
                    )
                ],
                "choices": choices,
            }
        shown.append(one)
    return shown


def why_passed_over(sheet: dict[str, Any]) -> str:
    """Say why a sheet is no table; empty for one that is."""
    if "refusal" in sheet:
        refusal = sheet["refusal"]
        said = [filled(gettext(refusal[part]), refusal["facts"]) for part in ("says", "remedy")]
        return " ".join(said)
    return gettext(PassedOver(sheet["reason"]).english) if sheet.get("reason") else ""


def _rows(request: SignedIn, found: ImportBatch, context: dict[str, Any]) -> HttpResponse:
    wanted = request.GET.get("verdict", "")
    verdict = RowVerdict(wanted) if wanted in list(RowVerdict) else _telling(found)
    page = pages.keyset(
        selectors.rows_of(found, verdict), order=("id",), after=request.GET.get("after"),
        before=request.GET.get("before"),
    )  # fmt: skip
    passed = found.counts.get("passed_over", {})
    communities = selectors.communities_in(page.rows)
    context |= {
        "verdict": verdict,
        "verdicts": [(one, gettext(one.english), found.counts.get(one, 0)) for one in RowVerdict],
        "page": page,
        "rows": [_drawn(row, communities) for row in page.rows],
        "passed": [(gettext(PassedOver(why).english), count) for why, count in passed.items()],
        "sheets": [(sheet["name"], why_passed_over(sheet)) for sheet in found.sheets],
        "undo_form": forms.ReasonForm(),
        "may_enter": found.state == BatchState.PREVIEWED
        and found.counts[RowVerdict.NEW] + found.counts[RowVerdict.CHANGED] > 0,
    }
    return render(request, "premises/import_rows.html", context)


def _telling(found: ImportBatch) -> RowVerdict:
    """Show first what needs the reader: rejected rows, then changes, then new rows."""
    order = (RowVerdict.REJECTED, RowVerdict.CHANGED, RowVerdict.NEW, RowVerdict.SAME)
    return next((one for one in order if found.counts.get(one)), RowVerdict.NEW)


LABELS = {name: field.label for name, field in forms.PremisesForm.base_fields.items()} | {
    "is_key_unit": _("Key unit"),
    "aliases": _("Other names"),
    "facilities": _("Fire facilities"),
    "estates": _("Managed estates"),
}
"""What a column is called on this page; the form's words."""
WORDS: Mapping[str, Mapping[str, Any]] = {
    "kind": dict(choices_of(PremisesKind)),
    "occupancy": dict(choices_of(Occupancy)),
    "small_kind": dict(choices_of(SmallKind)),
    "facilities": dict(choices_of(FacilityKind)),
}
"""What the codes in a column are called."""


def _said(value: Any, words: Mapping[str, Any]) -> Any:
    if isinstance(value, list):
        return gettext(", ").join(str(_said(one, words)) for one in value)
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    return words.get(value, value)


def _drawn(row: ImportRow, communities: Mapping[str, str]) -> dict[str, Any]:
    words = {**WORDS, "territory": communities}
    return {
        "row": row,
        "problems": [
            {"reason": reason_of(one), "remedy": remedy_of(one), "code": one["code"],
             "value": one["value"]}
            for one in row.problems
        ],
        "differences": [
            (LABELS.get(name, name), *(_said(value, words.get(name, {})) for value in values))
            for name, values in row.differences.items()
        ],
        "is_moved": "territory" in row.differences,
    }  # fmt: skip


@login_required
@require_POST
def enter(request: SignedIn, batch_id: UUID) -> HttpResponse:
    """POST enters the import into the register, in the background."""
    found = selectors.batch(batch_id, request.user)
    batches.expect(found, BatchState.PREVIEWED)
    _start(request, found, "premises.import_apply", by=str(request.user.pk))
    return redirect("premises:import", found.pk)


@login_required
@require_POST
def again(request: SignedIn, batch_id: UUID) -> HttpResponse:
    """POST goes back to the columns, or starts reading anew after an interruption."""
    found = selectors.batch(batch_id, request.user)
    if found.state == BatchState.PREVIEWING:
        _start(request, found, "premises.import_compare")
    else:
        _start(request, found, "premises.import_read")
    return redirect("premises:import", found.pk)


@login_required
@require_POST
def discard(request: SignedIn, batch_id: UUID) -> HttpResponse:
    """POST gives the import up."""
    importing.discard(selectors.batch(batch_id, request.user))
    messages.success(request, gettext("The import is discarded; nothing was entered."))
    return redirect("premises:imports")


@login_required
@require_POST
def undo(request: SignedIn, batch_id: UUID) -> HttpResponse:
    """POST takes an entered import back, with a reason, in the background."""
    found = selectors.batch(batch_id, request.user)
    form = forms.ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, gettext("Say why the import is taken back."))
        return redirect("premises:import", found.pk)
    _start(
        request, found, "premises.import_undo", by=str(request.user.pk),
        reason=form.cleaned_data["reason"],
    )  # fmt: skip
    return redirect("premises:import", found.pk)


@login_required
@require_GET
def rejected(request: SignedIn, batch_id: UUID) -> FileResponse:
    """GET the rejected rows in the shape of their source, to correct and import again."""
    found = selectors.batch(batch_id, request.user)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rejected.xlsx"
        importing.write_rejected(found, path)
        rejected_rows = gettext("rejected rows")
        name = f"{Path(found.source).stem}-{rejected_rows}.xlsx"
        return FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type=XLSX)


def _steps(found: ImportBatch | None) -> list[dict[str, Any]]:
    at = 0
    if found:
        state = BatchState(found.state)
        at = next((n for n, (states, _label) in enumerate(STEPS) if state in states), 0)
    return [
        {"label": label, "state": "done" if n < at else "now" if n == at else "later"}
        for n, (_states, label) in enumerate(STEPS)
    ]
