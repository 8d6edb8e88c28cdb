"""What every test stands on: compiled catalogs, and an archive that goes away."""

from pathlib import Path

import pytest

from tests.factories.district import District, small_district
from wanghuo.foundation.support import catalogs


def pytest_configure(config: pytest.Config) -> None:
    catalogs.compile_stale()


@pytest.fixture(autouse=True)
def own_archive(settings: object, tmp_path: Path) -> None:
    settings.ARCHIVE = tmp_path / "archive"  # type: ignore[attr-defined]


@pytest.fixture
def district(db: None) -> District:
    """One bureau, two stations, one brigade, two townships, four communities, their people."""
    return small_district()
