"""Photographs as a telephone sends them."""

from __future__ import annotations

import io

from PIL import Image


def photograph(width: int = 320, height: int = 240) -> bytes:
    """Return a grey JPEG."""
    held = io.BytesIO()
    Image.new("RGB", (width, height), "grey").save(held, "JPEG")
    return held.getvalue()
