"""Programs that call the API with a token."""

from __future__ import annotations

from typing import Any

from django.test import Client

from tests.factories.district import FOUNDED_AT
from wanghuo.registers.access import services
from wanghuo.registers.access.models import Person

SECRET = "a-long-random-secret-of-{}"


class Program(Client):
    """A test client that sends JSON with one person's token."""

    def __init__(self, person: Person, **more: Any) -> None:
        secret = SECRET.format(person.username)
        services.make_token(person=person, name="test", secret=secret, at=FOUNDED_AT)
        super().__init__(headers={"authorization": f"Bearer {secret}"}, **more)

    def send(self, path: str, body: object = None, *, key: str = "") -> Any:
        headers = {"idempotency-key": key} if key else {}
        return self.post(path, body or {}, content_type="application/json", headers=headers)
