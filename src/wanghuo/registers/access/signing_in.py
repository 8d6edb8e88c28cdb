"""Who signs in by user name and password."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from wanghuo.registers.access.models import Person
from wanghuo.registers.access.requests import remember_closed


class ByPassword(ModelBackend):
    """
    As Django's, and it remembers with the request when only a closed account stood in the way.

    Django asks ``user_can_authenticate`` after the password was found right, so nobody learns of
    an account's state without its password. What is refused here is asked of no further backend,
    so no password is hashed a second time.
    """

    _closed: Person | None = None

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,
    ) -> Person:
        """Raises: PermissionDenied, on which Django stops asking."""
        found = super().authenticate(request, username=username, password=password, **kwargs)
        if request is not None:
            remember_closed(request, self._closed)
        if found is None:
            raise PermissionDenied
        return found

    def user_can_authenticate(self, user: Person | AnonymousUser | None) -> bool:
        if isinstance(user, Person) and not user.is_active:
            self._closed = user
        return super().user_can_authenticate(user)
