"""Pages of documents."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wanghuo.foundation.journal import selectors as journal
from wanghuo.foundation.support import clock, listings
from wanghuo.foundation.support.forms import refusals_on
from wanghuo.registers.access import selectors as access
from wanghuo.registers.access import services as gate
from wanghuo.registers.access.models import Person
from wanghuo.registers.access.requests import SignedIn
from wanghuo.registers.documents import selectors, services
from wanghuo.registers.documents.domain.drawing import word
from wanghuo.registers.documents.domain.sheets import SignatureRole
from wanghuo.registers.documents.domain.states import ServiceMethod
from wanghuo.registers.documents.forms import PreviewForm, ScanForm, ServeForm, SignForm, VoidForm
from wanghuo.registers.documents.listing import DOCUMENTS
from wanghuo.registers.documents.models import Document

MEDIA_TYPES = {"png": "image/png", "pdf": "application/pdf", "docx": word.MEDIA_TYPE}
ENDINGS = {"application/pdf": "pdf", "image/png": "png", "image/jpeg": "jpg"}


@login_required
@require_GET
def document_list(request: SignedIn) -> HttpResponseBase:
    """GET /documents/. Filters stay in the address; ``export=xlsx`` gives what is filtered."""
    gate.require(request.user, "documents.view")
    rows = selectors.visible(request.user)
    return listings.respond(request, DOCUMENTS, rows, template="documents/document_list.html")


@login_required
@require_GET
def document(request: SignedIn, document_id: UUID) -> HttpResponse:
    """GET /documents/ID/."""
    found = selectors.readable(document_id, seen_by=request.user)
    context = {
        "document": found,
        "payload": found.contents,
        "pages": range(1, selectors.page_count(found) + 1),
        "files": selectors.files(found),
        "signatures": found.signatures.select_related("taken_by").order_by("signed_at", "id"),
        "services": found.services.select_related("served_by").order_by("served_at", "id"),
        "mentioned": selectors.mentioned(found, seen_by=request.user),
        "timeline": journal.timeline(found),
        "may": _permitted(found, request.user),
    }
    return render(request, "documents/document.html", context)


ACTS = ("sign", "serve", "void")


def _permitted(document: Document, person: Person) -> dict[str, bool]:
    """Say which buttons a reader gets; only the Word copy of what another station issued."""
    is_own = selectors.is_own(document, person)
    may = {act: is_own and access.may(person, f"documents.{act}") for act in ACTS}
    return may | {"export": access.may(person, "documents.export")}


@login_required
@require_GET
def file(request: SignedIn, document_id: UUID, file_id: UUID | None = None) -> HttpResponse:
    """GET /documents/ID/file/ or one of its files; ``download`` saves it instead of showing it."""
    found = selectors.readable(document_id, seen_by=request.user)
    content, media_type = selectors.shown(found, selectors.file_of(found, file_id))
    return sent(content, media_type, found, ENDINGS[media_type], save="download" in request.GET)


@login_required
@require_GET
def word_file(request: SignedIn, document_id: UUID) -> HttpResponse:
    """GET /documents/ID/word/."""
    gate.require(request.user, "documents.export")
    found = selectors.readable(document_id, seen_by=request.user)
    return sent(selectors.as_word(found), word.MEDIA_TYPE, found, "docx", save=True)


@login_required
@require_GET
def page(request: SignedIn, document_id: UUID, number: int) -> HttpResponse:
    """GET /documents/ID/pages/N.png."""
    found = selectors.readable(document_id, seen_by=request.user)
    return sent(selectors.page_picture(found, page=number), "image/png", found, "png", save=False)


@login_required
@require_http_methods(["GET", "POST"])
def sign(request: SignedIn, document_id: UUID) -> HttpResponse:
    """GET and POST /documents/ID/sign/."""
    found = selectors.get(document_id, seen_by=request.user)
    gate.require(request.user, "documents.sign")
    first = {"role": SignatureRole.OFFICER, "name": request.user.name}
    form = SignForm(request.POST or None, initial=first)

    def act(facts: dict[str, Any]) -> None:
        services.sign(
            document=found, role=SignatureRole(facts["role"]), name=facts["name"],
            picture=facts["signature"], by=request.user, at=clock.now(),
        )  # fmt: skip

    return answered(request, form, found, "documents/sign.html", act)


@login_required
@require_http_methods(["GET", "POST"])
def scan(request: SignedIn, document_id: UUID) -> HttpResponse:
    """GET and POST /documents/ID/scan/."""
    found = selectors.get(document_id, seen_by=request.user)
    gate.require(request.user, "documents.sign")
    form = ScanForm(request.POST or None, request.FILES or None)

    def act(facts: dict[str, Any]) -> None:
        content = facts["scan"].read()
        services.attach_scan(document=found, content=content, by=request.user, at=clock.now())

    return answered(request, form, found, "documents/scan.html", act)


@login_required
@require_http_methods(["GET", "POST"])
def serve(request: SignedIn, document_id: UUID) -> HttpResponse:
    """GET and POST /documents/ID/serve/."""
    found = selectors.get(document_id, seen_by=request.user)
    gate.require(request.user, "documents.serve")
    form = ServeForm(request.POST or None, initial=selectors.likely_service(found, at=clock.now()))

    def act(facts: dict[str, Any]) -> None:
        method = ServiceMethod(facts.pop("method"))
        services.serve(document=found, method=method, by=request.user, at=clock.now(), **facts)

    return answered(request, form, found, "documents/serve.html", act)


@login_required
@require_http_methods(["GET", "POST"])
def void(request: SignedIn, document_id: UUID) -> HttpResponse:
    """GET and POST /documents/ID/void/."""
    found = selectors.get(document_id, seen_by=request.user)
    gate.require(request.user, "documents.void")
    form = VoidForm(request.POST or None)

    def act(facts: dict[str, Any]) -> None:
        services.void(found, facts["reason"], request.user, clock.now())

    return answered(request, form, found, "documents/void.html", act)


@login_required
@require_POST
def preview(request: SignedIn) -> HttpResponse:
    """
    POST /documents/preview/ with ``kind``, ``payload`` (JSON) and ``form`` (png, pdf, docx).

    Draws a document that is not issued, half filled or whole, for wizards.
    """
    form = PreviewForm(request.POST)
    if not form.is_valid():
        return HttpResponse(form.errors.as_json(), status=422, content_type="application/json")
    media = form.cleaned_data["form"]
    made = services.preview_of_json(
        form.cleaned_data["kind"], form.cleaned_data["payload"], media,
        organization=request.user.organization,
    )  # fmt: skip
    return HttpResponse(made, content_type=MEDIA_TYPES[media])


def answered(
    request: SignedIn, form: Form, found: Document, template: str, act: Any
) -> HttpResponse:
    """Act on a valid form and go back to the document, or show the form with what is wrong."""
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            act(dict(form.cleaned_data))
            return redirect("documents:record", document_id=found.pk)
    status = 422 if form.errors else 200
    return render(request, template, {"form": form, "document": found}, status=status)


def sent(
    content: bytes, media_type: str, found: Document, ending: str, *, save: bool
) -> HttpResponse:
    """Answer with a file under the document's name."""
    response = HttpResponse(content, content_type=media_type)
    name = f"{found.file_name}.{ending}"
    response["Content-Disposition"] = content_disposition_header(save, name) or "inline"
    response["Cache-Control"] = "private, no-cache"
    return response
