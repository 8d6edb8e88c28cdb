"""How a room's router declares its reads and verbs, so that every endpoint behaves alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ninja import Router, Schema

from wanghuo.interfaces.api.v1.idempotency import HEADER, once
from wanghuo.interfaces.api.v1.problems import DECLARED

View = Callable[..., Any]
KEY_PARAMETER = {
    "parameters": [
        {
            "in": "header",
            "name": HEADER,
            "required": False,
            "schema": {"type": "string", "maxLength": 128},
            "description": "Sending the same request again with the same key acts once.",
        }
    ]
}


def read(router: Router, path: str, *, shape: Any, summary: str) -> Callable[[View], View]:
    """Declare a GET endpoint with every failure it may answer."""
    return router.get(path, response={200: shape, **DECLARED}, summary=summary)


def verb(
    router: Router, path: str, *, shape: type[Schema], summary: str, status: int = 200
) -> Callable[[View], View]:
    """Declare a POST endpoint that acts through one service and may be sent twice."""

    def declare(view: View) -> View:
        answering = once(view, shape=shape, status=status)
        responses = {status: shape, **DECLARED}
        router.post(path, response=responses, summary=summary, openapi_extra=KEY_PARAMETER)(
            answering
        )
        return view

    return declare


class Nothing(Schema):
    """An act that needs no facts."""
