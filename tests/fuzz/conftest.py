"""A district in which everything has happened, for requests that chance makes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings

from tests.factories.district import District, small_district
from tests.factories.programs import SECRET
from tests.factories.whole import whole
from wanghuo.foundation.support import clock
from wanghuo.insight.planning.models import Plan, PlanItem
from wanghuo.operations.hazards.models import Extension, Hazard, Transfer
from wanghuo.operations.inspections.models import Task, Visit
from wanghuo.registers.access import services
from wanghuo.registers.documents.models import Document
from wanghuo.registers.premises.models import Premises

CALLERS = ("chief", "officer", "brigade_head", "bureau_supervisor")

NAMED_BY = {
    "premises_id": Premises, "task_id": Task, "visit_id": Visit, "hazard_id": Hazard,
    "document_id": Document, "plan_id": Plan, "item_id": PlanItem, "extension_id": Extension,
    "transfer_id": Transfer,
}  # fmt: skip
"""The record a part of an address names."""


@pytest.fixture(scope="session")
def lived(
    django_db_setup: None, django_db_blocker: object, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """Live once; each test's own acts are rolled back after it. Yields the archive."""
    archive = tmp_path_factory.mktemp("archive")
    settings.ARCHIVE = archive
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        district: District = small_district()
        whole(district, tmp_path_factory.mktemp("workbooks"))
        for caller in CALLERS:
            services.make_token(
                person=district.people[caller], name="fuzz", secret=SECRET.format(caller),
                at=clock.now(),
            )  # fmt: skip
    yield archive


@pytest.fixture
def records(lived: Path, db: None, settings: object) -> dict[str, list[UUID]]:
    """Ids of what there is, by the part of an address that names it."""
    settings.ARCHIVE = lived  # type: ignore[attr-defined]
    return {
        part: list(model._default_manager.order_by("pk").values_list("pk", flat=True))
        for part, model in NAMED_BY.items()
    }
