"""The request behind ``login_required``."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from wanghuo.registers.access.models import Person


class SignedIn(HttpRequest):
    """A request of somebody signed in: its user is a person, and it knows about htmx."""

    user: Person
    htmx: HtmxDetails
