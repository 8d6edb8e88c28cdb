"""Whatever a program sends, the API answers as its own description says."""

from __future__ import annotations

from uuid import UUID
from zlib import crc32

import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.factories.programs import SECRET
from tests.fuzz.conftest import CALLERS
from wanghuo.wsgi import application

schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
schema.config.phases.coverage.unexpected_methods = set()
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


@schema.parametrize()
@settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_every_answer_is_one_the_description_names(
    case: schemathesis.Case, records: dict[str, list[UUID]]
):
    """Chance picks the caller, and most of the time a record that exists."""
    chance = crc32(repr((case.method, case.path_parameters, case.query, case.body)).encode())
    for part in case.path_parameters or {}:
        known = records.get(part)
        if known and chance % 8:
            case.path_parameters[part] = str(known[chance % len(known)])
    caller = CALLERS[chance // 8 % len(CALLERS)]
    answer = case.call(headers={"Authorization": f"Bearer {SECRET.format(caller)}"})

    case.validate_response(answer, checks=CHECKS)
