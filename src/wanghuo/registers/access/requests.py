"""What a request knows of the person behind it."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from wanghuo.registers.access.models import Person


class SignedIn(HttpRequest):
    """A request of somebody signed in: its user is a person, and it knows about htmx."""

    user: Person
    htmx: HtmxDetails


def remember_closed(request: HttpRequest, person: Person | None) -> None:
    vars(request)["closed_account"] = person


def closed_account(request: HttpRequest) -> Person | None:
    """Return whose right password was just given though their account is closed."""
    found: Person | None = vars(request).get("closed_account")
    return found
