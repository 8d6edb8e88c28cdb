"""Files as answers: bytes with their media type."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ninja import Router

from wanghuo.interfaces.api.v1.problems import DECLARED


def file_read(
    router: Router, path: str, *, media_type: str, summary: str
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Declare a GET endpoint that answers a file, with every failure it may answer."""
    content = {media_type: {"schema": {"type": "string", "format": "binary"}}}
    return router.get(
        path, response={200: bytes, **DECLARED}, summary=summary,
        openapi_extra={"responses": {200: {"content": content}}},
    )  # fmt: skip
