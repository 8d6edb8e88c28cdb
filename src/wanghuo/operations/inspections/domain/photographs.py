"""Makes a photograph safe to keep: proven to be a picture, upright, small, without a place."""

from __future__ import annotations

import io
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

from wanghuo.foundation.kernel.refusals import Invalid
from wanghuo.foundation.kernel.words import gettext_noop

LARGEST_BYTES = 15 * 1024 * 1024
LARGEST_PIXELS = 60_000_000
"""A phone's camera gives up to 50 million pixels; more is a trap for memory."""
LONG_SIDE = 1920
QUALITY = 82
FORMATS = ("JPEG", "PNG", "WEBP")
HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"}
"""Marks of the container phones use for HEIC (ISO/IEC 23008-12)."""


class NotAPhotograph(Invalid):
    code = "inspections.not-a-photograph"
    says = gettext_noop("This file is not a photograph that can be read.")
    remedy = gettext_noop("Take it again, or choose a JPEG, PNG or WebP picture.")


class PhoneOnlyFormat(Invalid):
    code = "inspections.photograph-in-heic"
    says = gettext_noop("This photograph is in the HEIC format, which not every computer can show.")
    remedy = gettext_noop(
        "Take it with the camera button here, or set the phone's camera to “most compatible” "
        "(JPEG)."
    )


class TooManyPixels(Invalid):
    code = "inspections.photograph-too-many-pixels"
    says = gettext_noop("This photograph has {pixels} million pixels; at most {limit} are taken.")
    remedy = gettext_noop("Take it with a smaller resolution.")


class PhotographTooLarge(Invalid):
    code = "inspections.photograph-too-large"
    says = gettext_noop("This photograph is larger than {limit} MB.")
    remedy = gettext_noop("Take it with a smaller resolution.")


@dataclass(frozen=True, slots=True)
class Picture:
    content: bytes
    media_type: str
    width: int
    height: int


def developed(content: bytes) -> Picture:
    """
    Return the photograph re-encoded as JPEG: turned upright, at most 1920 pixels long.

    Encoding anew drops all embedded data, position and camera included.
    Raises: PhotographTooLarge, TooManyPixels, PhoneOnlyFormat, NotAPhotograph.
    """
    if len(content) > LARGEST_BYTES:
        raise PhotographTooLarge(limit=LARGEST_BYTES // 1024 // 1024, field="photograph")
    if content[4:8] == b"ftyp" and content[8:12] in HEIC_BRANDS:
        raise PhoneOnlyFormat(field="photograph")
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as opened:
            if opened.width * opened.height > LARGEST_PIXELS:
                raise _too_many(opened.width * opened.height)
            opened.draft("RGB", (LONG_SIDE, LONG_SIDE))
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    except Image.DecompressionBombError as error:
        raise _too_many(Image.MAX_IMAGE_PIXELS or LARGEST_PIXELS) from error
    except (UnidentifiedImageError, OSError, ValueError) as error:
        raise NotAPhotograph(field="photograph") from error
    upright.thumbnail((LONG_SIDE, LONG_SIDE))
    written = io.BytesIO()
    upright.save(written, "JPEG", quality=QUALITY, optimize=True)
    return Picture(written.getvalue(), "image/jpeg", upright.width, upright.height)


def _too_many(pixels: int) -> TooManyPixels:
    million = 1_000_000
    return TooManyPixels(
        pixels=round(pixels / million), limit=LARGEST_PIXELS // million, field="photograph"
    )
