"""A browser never draws a page of one version with the styles of another."""

from hashlib import sha256
from pathlib import Path

from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.test import Client
from django.urls import reverse

from wanghuo.foundation.support import assets

STYLES = "console/console.css"


def test_given_styles_when_a_page_names_them_then_the_address_says_which_state_it_means(db):
    content = Path(finders.find(STYLES)).read_bytes()

    address = static(STYLES)

    assert address == f"/static/{STYLES}?{sha256(content).hexdigest()[:10]}"
    assert address in Client().get(reverse("console:sign-in")).text


def test_given_styles_that_changed_when_they_are_named_then_by_another_address(
    tmp_path, monkeypatch
):
    changed = tmp_path / "console.css"
    changed.write_text("body { color: red }")
    before = static(STYLES)
    monkeypatch.setattr(finders, "find", lambda name: str(changed))
    assets._stamp.cache_clear()

    after = static(STYLES)

    assets._stamp.cache_clear()
    assert after != before


def test_given_a_name_without_a_file_when_it_is_named_then_nothing_is_stamped():
    assert static("console/missing.css") == "/static/console/missing.css"
