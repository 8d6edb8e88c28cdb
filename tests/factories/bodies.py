"""Bodies that an operation of the API accepts, made from its own description."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

BY_FORMAT = {
    "date": "2026-11-30", "date-time": "2026-11-24T10:00:00+08:00", "binary": "",
    "uuid": "00000000-0000-7000-8000-000000000000",
}  # fmt: skip
NOTHING: Mapping[str, object] = {}
BY_TYPE: dict[str, Any] = {"string": "北", "integer": 1, "number": 1, "boolean": True}


def body_of(
    operation: dict[str, Any], schema: dict[str, Any], known: Mapping[str, object] = NOTHING
) -> Any:
    """
    Return the smallest body the operation describes; None when it takes none.

    ``known`` gives values by the name of a field, such as whom a ``person`` names.
    """
    content = operation.get("requestBody", {}).get("content", {})
    described = content.get("application/json", {}).get("schema")
    return _value(described, schema, known) if described else None


def _value(described: dict[str, Any], schema: dict[str, Any], known: Mapping[str, object]) -> Any:
    if "$ref" in described:
        name = described["$ref"].rpartition("/")[2]
        return _value(schema["components"]["schemas"][name], schema, known)
    if "enum" in described:
        return described["enum"][0]
    if "const" in described:
        return described["const"]
    for choice in ("anyOf", "oneOf", "allOf"):
        if choice in described:
            return _value(described[choice][0], schema, known)
    if described.get("type") == "object":
        needed = described.get("required", [])
        parts = described.get("properties", {})
        return {
            name: str(known[name]) if name in known else _value(parts[name], schema, known)
            for name in needed
        }
    if described.get("type") == "array":
        return [_value(described["items"], schema, known)] if described.get("minItems") else []
    if described.get("format") in BY_FORMAT:
        return BY_FORMAT[described["format"]]
    return BY_TYPE.get(described.get("type", ""), "北")
