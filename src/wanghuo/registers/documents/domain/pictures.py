"""Accepts signatures drawn on glass and scans of signed paper; refuses what is neither."""

from __future__ import annotations

import io

from PIL import Image, UnidentifiedImageError

from wanghuo.foundation.kernel.refusals import Invalid
from wanghuo.foundation.kernel.words import Term, gettext_noop

SIGNATURE_BYTES = 600_000
SIGNATURE_SIDE = 4000
# A stroke thinner than this share of the picture is a slip of the finger.
LEAST_INK = 0.0005
MOST_INK = 0.6
SCAN_BYTES = 20_000_000
SCAN_PIXELS = 80_000_000


class BadSignature(Invalid):
    code = "documents.bad-signature"
    says = gettext_noop("The signature could not be used: {reason}")
    remedy = gettext_noop("Sign again on the white field, or sign on paper and add a scan.")


class BadScan(Invalid):
    code = "documents.bad-scan"
    says = gettext_noop("The scan could not be used: {reason}")
    remedy = gettext_noop("Give a PDF, JPEG or PNG file of at most 20 MB.")


class Flaw(Term):
    """Why a picture was not accepted."""

    NOT_A_PICTURE = "NOT_A_PICTURE", gettext_noop("it is not a PNG picture.")
    TOO_LARGE = "TOO_LARGE", gettext_noop("it is too large.")
    EMPTY = "EMPTY", gettext_noop("nothing is written on it.")
    BLOT = "BLOT", gettext_noop("it is almost entirely black.")
    UNKNOWN_FILE = (
        "UNKNOWN_FILE",
        gettext_noop("the file is neither PDF, JPEG nor PNG, or is damaged."),
    )


def signature(content: bytes) -> bytes:
    """
    Return a drawn signature cut to its strokes, black on nothing.

    Raises: BadSignature.
    """
    if len(content) > SIGNATURE_BYTES:
        raise BadSignature(reason=Flaw.TOO_LARGE, field="signature")
    try:
        with Image.open(io.BytesIO(content), formats=["PNG"]) as picture:
            if max(picture.size) > SIGNATURE_SIDE:
                raise BadSignature(reason=Flaw.TOO_LARGE, field="signature")
            ink = _ink(picture)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as trouble:
        raise BadSignature(reason=Flaw.NOT_A_PICTURE, field="signature") from trouble
    share = sum(ink.histogram()[128:]) / (ink.width * ink.height)
    if share < LEAST_INK:
        raise BadSignature(reason=Flaw.EMPTY, field="signature")
    if share > MOST_INK:
        raise BadSignature(reason=Flaw.BLOT, field="signature")
    box = ink.point(lambda depth: 255 if depth > 63 else 0).getbbox()
    strokes = Image.new("LA", ink.size, (0, 0))
    strokes.putalpha(ink)
    out = io.BytesIO()
    strokes.crop(box).save(out, "PNG")
    return out.getvalue()


def _ink(picture: Image.Image) -> Image.Image:
    """Return how dark each point is when the picture lies on white paper."""
    coloured = picture.convert("RGBA")
    paper = Image.new("RGBA", coloured.size, "white")
    grey = Image.alpha_composite(paper, coloured).convert("L")
    return grey.point(lambda light: 255 - light)


def scan_type(content: bytes) -> str:
    """
    Return the media type of a scan.

    Raises: BadScan.
    """
    if len(content) > SCAN_BYTES:
        raise BadScan(reason=Flaw.TOO_LARGE, field="scan")
    if content.startswith(b"%PDF-") and b"%%EOF" in content[-2048:]:
        return "application/pdf"
    try:
        with Image.open(io.BytesIO(content), formats=["PNG", "JPEG"]) as picture:
            if picture.width * picture.height > SCAN_PIXELS:
                raise BadScan(reason=Flaw.TOO_LARGE, field="scan")
            form = str(picture.format)
            picture.load()
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError) as trouble:
        raise BadScan(reason=Flaw.UNKNOWN_FILE, field="scan") from trouble
    return {"PNG": "image/png", "JPEG": "image/jpeg"}[form]
