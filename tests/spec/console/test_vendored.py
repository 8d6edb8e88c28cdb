"""What is not ours is named with version, licence and hash; nothing comes from elsewhere."""

import hashlib
import json
import re
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[3] / "src" / "wanghuo"
CONSOLE = SOURCE / "interfaces" / "console"
VENDOR = CONSOLE / "static" / "console" / "vendor"
MANIFEST = json.loads((VENDOR / "MANIFEST.json").read_text(encoding="utf-8"))
FILES = {
    path: digest for package in MANIFEST["packages"] for path, digest in package["files"].items()
}
TEMPLATES = sorted(SOURCE.rglob("templates/**/*.html"))


@pytest.mark.parametrize("path", sorted(FILES))
def test_a_vendored_file_is_what_the_manifest_says(path: str):
    assert hashlib.sha256((VENDOR / path).read_bytes()).hexdigest() == FILES[path]


def test_every_vendored_file_stands_in_the_manifest():
    there = {p.relative_to(VENDOR).as_posix() for p in VENDOR.rglob("*") if p.is_file()}
    papers = {p for p in there if p.endswith(("LICENSE", "NOTICE", "MANIFEST.json"))}

    assert there - papers == set(FILES)


@pytest.mark.parametrize("package", MANIFEST["packages"], ids=lambda package: package["name"])
def test_every_package_names_its_version_and_licence_and_carries_its_text(package: dict):
    folder = VENDOR / next(iter(package["files"])).split("/")[0]

    assert package["version"]
    assert package["licence"]
    assert (folder / "LICENSE").exists()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_page_needs_nothing_from_another_host_and_no_script_inside_it(path: Path):
    text = path.read_text(encoding="utf-8")

    assert not re.search(r"""(src|href)=["'](https?:)?//""", text)
    assert not re.search(r"<script(?![^>]*\b(src|type)=)[^>]*>", text)
    assert not re.search(r"""\son(click|change|submit|load|input)=""", text)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_icon_a_page_draws_is_in_the_sprite(path: Path):
    known = set(re.findall(r'<symbol id="([\w-]+)"', (VENDOR / "icons/icons.svg").read_text()))
    drawn = set(re.findall(r'{% icon "([\w-]+)"', path.read_text(encoding="utf-8")))

    assert not drawn - known
