"""Puts a refusal at the form field it is about."""

from collections.abc import Iterator
from contextlib import contextmanager

from django import forms

from wanghuo.foundation.kernel.refusals import Refused
from wanghuo.foundation.support.speech import said


@contextmanager
def refusals_on(form: forms.BaseForm) -> Iterator[None]:
    """
    Show what is refused inside at ``form``, and go on after the block.

    A page does its act and answers inside; what follows shows the form again.
    """
    try:
        yield
    except Refused as refusal:
        blame(form, refusal)


def blame(form: forms.BaseForm, refusal: Refused) -> None:
    """Show ``refusal`` at its field, or above the form when it names none the form has."""
    words = said(refusal)
    sentence = " ".join(part for part in (words.sentence, words.remedy) if part)
    form.add_error(words.field if words.field in form.fields else None, sentence)
