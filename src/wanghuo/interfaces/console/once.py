"""Remembers which forms were sent, so that one sent twice is accepted once."""

from __future__ import annotations

from datetime import timedelta

from django.db import IntegrityError, transaction

from wanghuo.foundation.support import clock
from wanghuo.interfaces.console.models import SentForm

REMEMBERED = timedelta(days=1)
STUCK = timedelta(minutes=2)
"""A form without a result for this long died with its server and may be sent again."""


def begin(form: str) -> bool:
    """Note that ``form`` is being worked on; False when it was sent before."""
    now = clock.now()
    SentForm.objects.filter(sent_at__lt=now - REMEMBERED).delete()
    SentForm.objects.filter(pk=form, result_address="", sent_at__lt=now - STUCK).delete()
    try:
        with transaction.atomic():
            SentForm.objects.create(fingerprint=form, sent_at=now)
    except IntegrityError:
        return False
    return True


def keep(form: str, address: str) -> None:
    """Remember where the acceptance of ``form`` led."""
    SentForm.objects.filter(pk=form).update(result_address=address[:500])


def forget(form: str) -> None:
    """Let ``form`` be sent again: it was not accepted."""
    SentForm.objects.filter(pk=form).delete()


def result(form: str) -> str | None:
    """Return where ``form`` led, an empty string while it is worked on, None when forgotten."""
    return SentForm.objects.filter(pk=form).values_list("result_address", flat=True).first()
