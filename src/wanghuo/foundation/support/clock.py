"""The clock: views, tasks and commands read it here and hand the answer inward."""

from collections.abc import Callable
from datetime import date, datetime

from django.utils import timezone

Clock = Callable[[], datetime]
"""What is given to those below the edge whose work takes so long that one instant is not enough."""


def now() -> datetime:
    """Return the present instant, aware."""
    return timezone.now()


def today() -> date:
    """Return the present day where the installation stands."""
    return timezone.localdate()


def day_of(at: datetime) -> date:
    """Return the day on which an instant falls where the installation stands."""
    return timezone.localdate(at)
