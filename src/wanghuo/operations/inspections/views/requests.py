"""The request of somebody signed in."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from wanghuo.registers.access.models import Person


class SignedIn(HttpRequest):
    """A request behind ``login_required``: its user is a person, and it knows about htmx."""

    user: Person
    htmx: HtmxDetails
