"""The request behind ``login_required``: its user is a person."""

from django.http import HttpRequest

from wanghuo.registers.access.models import Person


class SignedIn(HttpRequest):
    """A request of somebody signed in."""

    user: Person
