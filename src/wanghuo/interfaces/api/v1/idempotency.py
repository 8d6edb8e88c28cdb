"""Sending a verb twice acts once: the first answer is kept and given again."""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from ninja import Schema

from wanghuo.foundation.kernel.refusals import Conflict, Invalid, Refused
from wanghuo.foundation.kernel.words import gettext_noop
from wanghuo.foundation.support import clock
from wanghuo.foundation.support.device_ids import IdTaken
from wanghuo.interfaces.api.v1.authentication import caller
from wanghuo.interfaces.api.v1.late import Made
from wanghuo.interfaces.api.v1.models import Answered
from wanghuo.registers.access.models import Person

HEADER = "Idempotency-Key"
JSON = "application/json; charset=utf-8"


class KeyUsedForAnotherRequest(Invalid):
    code = "api.key-used-for-another-request"
    says = gettext_noop("This idempotency key was sent before with a different request.")
    remedy = gettext_noop("Use a new key for every new act.")


class KeyTooLong(Invalid):
    code = "api.key-too-long"
    says = gettext_noop("An idempotency key has at most 128 characters.")


class StillBeingAnswered(Conflict):
    code = "api.still-being-answered"
    says = gettext_noop("The same request is being answered right now.")
    remedy = gettext_noop("Send it again in a moment.")


@dataclass(frozen=True, slots=True)
class Mark:
    """What tells a request from others, what it said, and how another with the mark is refused."""

    key: str
    digest: str
    refusal: type[Refused]


def once(view: Callable[..., Any], *, shape: type[Schema], status: int) -> Callable[..., Any]:
    """
    Let a verb's view answer a repeated request with its first answer, as ``shape``.

    The answer is kept in the transaction of the act: either both are there or neither, so a
    refused request may be corrected and sent again under the same key.
    """

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        marks = _marks(request, kwargs.get("body"))
        return _first_or_again(
            caller(request), marks, lambda: _written(view(request, *args, **kwargs), shape, status)
        )

    # The wrapper stands in another module: spell out the types its annotations name.
    answered.__signature__ = inspect.signature(view, eval_str=True)  # type: ignore[attr-defined]
    return answered


def _marks(request: HttpRequest, body: Any) -> list[Mark]:
    """Return what tells this request from others: its key, and the id of what it makes."""
    marks = []
    if key := request.headers.get(HEADER, ""):
        if len(key) > 128:
            raise KeyTooLong()
        marks.append(Mark(key, _digest(request, request.body), KeyUsedForAnotherRequest))
    if isinstance(body, Made) and body.id:
        said = body.model_dump_json().encode()
        marks.append(Mark(f"id {body.id}", _digest(request, said), IdTaken))
    return marks


def _first_or_again(
    person: Person, marks: Sequence[Mark], act: Callable[[], HttpResponse]
) -> HttpResponse:
    """Act once for every mark, or give the first answer again."""
    if not marks:
        return act()
    mark, *others = marks
    kept = Answered.objects.filter(person=person, key=mark.key)
    if earlier := kept.first():
        return _again(earlier, mark)
    try:
        with transaction.atomic():
            place = Answered.objects.create(
                person=person, key=mark.key, request_digest=mark.digest, at=clock.now()
            )
            response = _first_or_again(person, others, act)
            place.status, place.body = response.status_code, response.content.decode()
            place.save(update_fields=["status", "body"])
            return response
    except IntegrityError:
        earlier = kept.first()
        if earlier is None:
            raise
        return _again(earlier, mark)


def _written(result: Any, shape: type[Schema], status: int) -> HttpResponse:
    body = shape.from_orm(result).model_dump_json()
    return HttpResponse(body, status=status, content_type=JSON)


def _digest(request: HttpRequest, said: bytes) -> str:
    content = f"{request.method} {request.get_full_path()}\n".encode() + said
    return hashlib.sha256(content).hexdigest()


def _again(earlier: Answered, mark: Mark) -> HttpResponse:
    if earlier.request_digest != mark.digest:
        raise mark.refusal(field="id" if mark.refusal is IdTaken else "")
    if not earlier.status:
        raise StillBeingAnswered()
    response = HttpResponse(earlier.body, status=earlier.status, content_type=JSON)
    response["Idempotent-Replay"] = "true"
    return response
