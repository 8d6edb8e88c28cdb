"""Model fields for domain words."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy

from wanghuo.foundation.kernel.words import Term


def choices_of(term: type[Term]) -> list[tuple[str, Any]]:
    """Return Django choices: the stored code and its translated label."""
    return [(member.value, gettext_lazy(member.english)) for member in term]


def term_field(term: type[Term], **options: Any) -> models.CharField:
    """
    Return a character field that holds one code of ``term``.

    Its choices are left out of migrations' way by being data: a new member needs no migration
    of data, only of the column's description.
    """
    options.setdefault("max_length", 32)
    return models.CharField(choices=choices_of(term), **options)
