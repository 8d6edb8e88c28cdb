"""What access remembers only for a while."""

from __future__ import annotations

from datetime import datetime

from axes.models import AccessLog

from wanghuo.foundation.jobs import leftovers
from wanghuo.foundation.support import pieces


@leftovers.removes("access.sign_ins")
def forget_sign_ins(*, before: datetime) -> int:
    """Forget who signed in when and from where; failed tries are forgotten by the next sign-in."""
    return pieces.delete(AccessLog.objects.filter(attempt_time__lt=before))
