"""The request of somebody signed in."""

from django.http import HttpRequest

from wanghuo.registers.access.models import Person


class SignedIn(HttpRequest):
    """A request behind ``login_required``: its user is a person."""

    user: Person
