"""Sending a verb twice acts once: the first answer is kept and given again."""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from ninja import Schema

from wanghuo.foundation.kernel.refusals import Conflict, Invalid
from wanghuo.foundation.kernel.words import gettext_noop
from wanghuo.foundation.support import clock
from wanghuo.interfaces.api.v1.authentication import caller
from wanghuo.interfaces.api.v1.models import Answered

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


def once(view: Callable[..., Any], *, shape: type[Schema], status: int) -> Callable[..., Any]:
    """
    Let a verb's view answer a repeated request with its first answer, as ``shape``.

    The answer is kept in the transaction of the act: either both are there or neither, so a
    refused request may be corrected and sent again under the same key.
    """

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        key = request.headers.get(HEADER, "")
        if not key:
            return _written(view(request, *args, **kwargs), shape, status)
        if len(key) > 128:
            raise KeyTooLong()
        digest = _digest(request)
        earlier = Answered.objects.filter(person=caller(request), key=key).first()
        if earlier:
            return _again(earlier, digest)
        try:
            with transaction.atomic():
                place = Answered.objects.create(
                    person=caller(request), key=key, request_digest=digest, at=clock.now()
                )
                response = _written(view(request, *args, **kwargs), shape, status)
                place.status, place.body = response.status_code, response.content.decode()
                place.save(update_fields=["status", "body"])
                return response
        except IntegrityError:
            earlier = Answered.objects.filter(person=caller(request), key=key).first()
            if earlier is None:
                raise
            return _again(earlier, digest)

    # The wrapper stands in another module: spell out the types its annotations name.
    answered.__signature__ = inspect.signature(view, eval_str=True)  # type: ignore[attr-defined]
    return answered


def _written(result: Any, shape: type[Schema], status: int) -> HttpResponse:
    body = shape.from_orm(result).model_dump_json()
    return HttpResponse(body, status=status, content_type=JSON)


def _digest(request: HttpRequest) -> str:
    content = f"{request.method} {request.get_full_path()}\n".encode() + request.body
    return hashlib.sha256(content).hexdigest()


def _again(earlier: Answered, digest: str) -> HttpResponse:
    if earlier.request_digest != digest:
        raise KeyUsedForAnotherRequest()
    if not earlier.status:
        raise StillBeingAnswered()
    response = HttpResponse(earlier.body, status=earlier.status, content_type=JSON)
    response["Idempotent-Replay"] = "true"
    return response
