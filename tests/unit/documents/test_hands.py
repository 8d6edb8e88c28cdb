"""A signature stands on the line of the person who signed."""

import pytest

from tests.factories.documents import drawn_hand, order_at_once
from wanghuo.registers.documents.domain import pictures, sheets
from wanghuo.registers.documents.domain.drawing import paper
from wanghuo.registers.documents.domain.pictures import BadSignature
from wanghuo.registers.documents.domain.sheets import Hand, SignatureRole

PNG = pictures.signature(drawn_hand())


def lines(*signed: tuple[str, str]) -> list[tuple[str, int]]:
    hands = tuple(Hand(role=SignatureRole(role), name=name, png=PNG) for role, name in signed)
    sheet = sheets.sheet_of(order_at_once(), sheets.Heading(agency="甲派出所", hands=hands))
    return [(hand["role"], hand["line"]) for hand in paper.placed_hands(sheet)]


class TestGivenTwoOfficersOnTheForm:
    def test_when_the_second_signs_first_then_it_is_on_the_second_line(self):
        assert lines(("OFFICER", "李喆")) == [("OFFICER", 1)]

    def test_when_somebody_else_signs_then_the_first_free_line_is_taken(self):
        signed = lines(("OFFICER", "王建国"), ("OFFICER", "赵替补"))

        assert signed == [("OFFICER", 0), ("OFFICER", 1)]

    def test_when_somebody_signs_again_then_the_later_hand_replaces_the_earlier(self):
        assert lines(("PARTY", "张德明"), ("PARTY", "张德明")) == [("PARTY", 0)]


def test_a_signature_is_cut_to_its_strokes():
    assert len(PNG) < len(drawn_hand()) * 2
    assert pictures.signature(PNG) == pictures.signature(pictures.signature(PNG))


@pytest.mark.parametrize("size", [(4001, 10), (10, 4001)])
def test_a_picture_too_large_to_be_a_signature_is_refused(size):
    with pytest.raises(BadSignature):
        pictures.signature(drawn_hand(*size))
