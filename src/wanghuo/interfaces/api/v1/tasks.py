"""What the API remembers only for a while."""

from __future__ import annotations

from datetime import datetime

from wanghuo.foundation.jobs import leftovers
from wanghuo.foundation.support import pieces
from wanghuo.interfaces.api.v1.models import Answered


@leftovers.removes("api.answers")
def forget_answers(*, before: datetime) -> int:
    """Forget answers nobody will ask for again."""
    return pieces.delete(Answered.objects.filter(at__lt=before))
