"""What the frame around every page needs to know."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import get_language

import wanghuo
from wanghuo.foundation.support import clock
from wanghuo.insight.worklists import selectors as worklists
from wanghuo.interfaces.console import navigation
from wanghuo.registers.access import selectors as access
from wanghuo.registers.access.models import Person
from wanghuo.registers.organization import selectors as organizations
from wanghuo.registers.organization.models import Installation, Post

THEMES = ("auto", "light", "dark")
THEME_COOKIE = "theme"
COUNT_KEPT_SECONDS = 60
"""The bell may lag this far behind; the notifications themselves never do."""


@dataclass
class Frame:
    """The frame of one page; its parts are asked for only by pages that draw them."""

    request: HttpRequest

    @property
    def version(self) -> str:
        return wanghuo.__version__

    @property
    def theme(self) -> str:
        chosen = self.request.COOKIES.get(THEME_COOKIE, "auto")
        return chosen if chosen in THEMES else "auto"

    @property
    def language(self) -> str:
        return "en" if get_language() == "en" else "zh-Hans"

    @cached_property
    def person(self) -> Person | None:
        user = getattr(self.request, "user", None)
        return user if user and user.is_authenticated else None

    @cached_property
    def posts(self) -> list[Post]:
        return [held.post for held in access.current_posts(self.person)] if self.person else []

    @cached_property
    def permissions(self) -> frozenset[str]:
        return access.permissions_of(self.person) if self.person else frozenset()

    @cached_property
    def sections(self) -> list[navigation.Section]:
        return navigation.sections(self.permissions, self.request.path)

    @cached_property
    def notification_count(self) -> int:
        if self.person is None:
            return 0
        key = f"console.notifications.{self.person.pk}"
        count = cache.get(key)
        if count is None:
            groups = worklists.notifications(self.person, on=clock.today())
            count = sum(group.count for group in groups)
            cache.set(key, count, COUNT_KEPT_SECONDS)
        return count

    @cached_property
    def installation(self) -> Installation | None:
        return organizations.installation()


def frame(request: HttpRequest) -> dict[str, Frame]:
    """Give every template ``frame``; nothing is asked of the database until it is drawn."""
    return {"frame": Frame(request)}
