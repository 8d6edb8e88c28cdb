"""A photograph is kept upright, small and without a place, or refused with the way out."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from wanghuo.operations.inspections.domain import photographs

ORIENTATION, GPS = 0x0112, 0x8825


def jpeg(size: tuple[int, int], **exif: int) -> bytes:
    picture, out = Image.new("RGB", size, "grey"), io.BytesIO()
    data = picture.getexif()
    if "orientation" in exif:
        data[ORIENTATION] = exif["orientation"]
    data.get_ifd(GPS)[1] = "N"
    picture.save(out, "JPEG", exif=data)
    return out.getvalue()


def test_when_the_phone_was_held_sideways_then_the_picture_stands_upright():
    kept = photographs.developed(jpeg((400, 300), orientation=6))

    assert (kept.width, kept.height) == (300, 400)


def test_when_the_picture_is_kept_then_neither_place_nor_camera_is():
    kept = photographs.developed(jpeg((400, 300)))

    assert not Image.open(io.BytesIO(kept.content)).getexif()


def test_when_it_is_large_then_its_long_side_is_1920_pixels():
    kept = photographs.developed(jpeg((5000, 4000)))

    assert (kept.width, kept.height) == (1920, 1536)


def test_when_it_has_more_pixels_than_memory_should_take_then_the_refusal_counts_them():
    out = io.BytesIO()
    Image.new("1", (10_000, 8_000)).save(out, "PNG")

    with pytest.raises(photographs.TooManyPixels) as refusal:
        photographs.developed(out.getvalue())
    assert refusal.value.facts["pixels"] == 80


def test_when_it_has_so_many_that_the_decoder_stops_then_it_is_refused_in_the_same_way():
    out = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")

    with pytest.raises(photographs.TooManyPixels):
        photographs.developed(out.getvalue())


def test_when_it_is_heic_then_the_refusal_says_how_to_take_it_otherwise():
    with pytest.raises(photographs.PhoneOnlyFormat):
        photographs.developed(b"\x00\x00\x00\x18ftypheic" + b"\x00" * 64)


def test_when_the_file_is_larger_than_the_limit_then_it_is_not_even_opened():
    with pytest.raises(photographs.PhotographTooLarge):
        photographs.developed(b"\xff" * (photographs.LARGEST_BYTES + 1))


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", jpeg((400, 300))[:200]])
def test_when_it_is_no_whole_picture_then_it_is_refused(content: bytes):
    with pytest.raises(photographs.NotAPhotograph):
        photographs.developed(content)
