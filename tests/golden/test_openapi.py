"""The API's description changes only on purpose."""

import json
import os
from pathlib import Path

from wanghuo.interfaces.api.v1.urls import api

GOLDEN = Path(__file__).with_name("openapi.json")


def described() -> str:
    schema = json.loads(json.dumps(api.get_openapi_schema(), default=str))
    return json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def test_the_description_is_the_one_programs_were_written_against():
    """``WANGHUO_NEW_GOLDEN=1`` writes it anew; read the difference before you commit it."""
    if os.environ.get("WANGHUO_NEW_GOLDEN"):
        GOLDEN.write_text(described(), encoding="utf-8")

    assert described() == GOLDEN.read_text(encoding="utf-8")


def test_every_endpoint_declares_its_failures_as_problems():
    silent = []
    for path, methods in api.get_openapi_schema()["paths"].items():
        for method, operation in methods.items():
            for status in (401, 403, 404, 409, 422):
                response = operation["responses"].get(status, {})
                if "application/problem+json" not in response.get("content", {}):
                    silent.append(f"{method.upper()} {path} {status}")

    assert not silent
