"""The API's description changes only on purpose."""

import importlib
import json
import os
import pkgutil
from pathlib import Path

from ninja import Schema

from wanghuo.interfaces.api.v1 import routers
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


def test_no_name_of_the_description_stands_for_two_shapes():
    """Two rooms may each have a Visit; the description has one drawer for each name."""
    shapes: dict[str, dict[str, str]] = {}
    for module in pkgutil.iter_modules(routers.__path__):
        room = importlib.import_module(f"{routers.__name__}.{module.name}")
        for name, found in vars(room).items():
            if isinstance(found, type) and issubclass(found, Schema):
                whole = found.model_json_schema(ref_template="{model}")
                for part, shape in ({name: whole} | whole.pop("$defs", {})).items():
                    text = json.dumps(shape, sort_keys=True, default=str)
                    shapes.setdefault(part, {})[text] = room.__name__

    assert {name: list(rooms.values()) for name, rooms in shapes.items() if len(rooms) > 1} == {}
