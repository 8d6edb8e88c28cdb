"""A field that holds a term says it in the reader's language."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from wanghuo.operations.hazards.domain.terms import Grade
from wanghuo.operations.hazards.models import Hazard


class TestGivenARowThatHoldsATerm:
    @pytest.mark.parametrize("grade", Grade)
    def test_when_its_label_is_asked_then_it_is_in_the_readers_language(self, grade: Grade):
        hazard = Hazard(grade=grade.value)

        with override("en"):
            assert hazard.get_grade_display() == grade.english
        with override("zh-hans"):
            assert hazard.get_grade_display() != grade.english

    def test_when_it_holds_nothing_then_its_label_is_empty(self):
        assert Hazard(closing="").get_closing_display() == ""

    def test_when_it_holds_a_code_of_another_edition_then_the_code_is_shown(self):
        assert Hazard(grade="OF_OLD").get_grade_display() == "OF_OLD"
