"""What every test stands on: compiled catalogs, and an archive that goes away."""

from pathlib import Path

import pytest
from django.utils.translation import reloader

from tests.factories.district import District, small_district
from wanghuo.foundation.support import catalogs


def pytest_configure(config: pytest.Config) -> None:
    if catalogs.compile_stale():  # Django, set up before, has read the stale ones
        reloader.translation_file_changed(None, Path("django.mo"))


@pytest.fixture(autouse=True)
def own_archive(settings: object, tmp_path: Path) -> None:
    settings.ARCHIVE = tmp_path / "archive"  # type: ignore[attr-defined]


@pytest.fixture
def district(db: None) -> District:
    """One bureau, two stations, one brigade, two townships, four communities, their people."""
    return small_district()
