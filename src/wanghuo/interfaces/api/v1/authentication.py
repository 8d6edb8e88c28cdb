"""Who calls: a signed-in browser, or a program with a token."""

from typing import Any

from django.http import HttpRequest
from ninja.security import HttpBearer, SessionAuth

from wanghuo.foundation.support import clock
from wanghuo.registers.access import selectors
from wanghuo.registers.access.models import Person


class Token(HttpBearer):
    """
    ``Authorization: Bearer …`` with a token made on the profile page.

    The request is its person's from then on, so that lists know whose organizations to offer.
    """

    def authenticate(self, request: HttpRequest, token: str) -> Person | None:
        person = selectors.person_with_token(token, at=clock.now())
        if person is not None:
            request.user = person
        return person


class Session(SessionAuth):
    """The browser's session; verbs need the CSRF token as any form does."""

    def authenticate(self, request: HttpRequest, key: str | None) -> Person | None:
        user = request.user
        return user if isinstance(user, Person) and user.is_active else None


def caller(request: HttpRequest) -> Person:
    """Return the person behind an authenticated request."""
    return request.auth  # type: ignore[attr-defined]


def acting(request: HttpRequest) -> dict[str, Any]:
    """Return what every service is told of an act: by whom, and when."""
    return {"by": caller(request), "at": clock.now()}
