"""People, the posts they hold, and who looked at guarded fields."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from wanghuo.foundation.support.constraints import ends_after_start
from wanghuo.foundation.support.models import Record


class People(BaseUserManager["Person"]):
    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(username=username)


class Person(AbstractBaseUser, Record):
    """Somebody who works with the product; the actor of every act."""

    username = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=64)
    name_initials = models.CharField(max_length=32, blank=True)
    police_number = models.CharField(max_length=32, blank=True)
    phone = models.CharField(max_length=32, blank=True)
    organization = models.ForeignKey("organization.Organization", models.PROTECT, related_name="+")
    is_active = models.BooleanField(default=True)
    is_certified = models.BooleanField(default=False)
    language = models.CharField(max_length=8, default="zh-hans")
    must_change_password = models.BooleanField(default=False)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]
    objects: ClassVar[People] = People()
    unjournalled = frozenset({"last_login", "password", "language", "must_change_password"})
    is_fully_journalled = True

    class Meta:
        indexes = [models.Index(fields=["organization", "username"], name="access_person_org")]

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        return f"{self.name}（{self.police_number}）" if self.police_number else self.name

    @property
    def chain(self) -> str:
        return str(self.organization_id)

    def __getstate__(self) -> dict[str, Any]:
        """Leave the cached scope and posts behind when a session or cache copies a person."""
        return {key: value for key, value in self.__dict__.items() if not key.startswith("_seen_")}


class Assignment(Record):
    """A person holds a post for a span of days."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="assignments")
    post = models.ForeignKey("organization.Post", models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True)
    is_current = models.BooleanField(default=True)
    territories = models.ManyToManyField("organization.Territory", related_name="+")

    is_fully_journalled = True

    class Meta:
        constraints = [
            ends_after_start(),
            models.UniqueConstraint(
                fields=["person", "post"],
                condition=Q(until__isnull=True),
                name="access_assignment_open_once",
            ),
        ]
        indexes = [models.Index(fields=["post", "is_current"], name="access_assignment_post")]


class SensitiveRead(models.Model):
    """Somebody looked at a guarded field of a record."""

    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    label = models.CharField(max_length=64)
    object_id = models.UUIDField()
    field = models.CharField(max_length=64)

    class Meta:
        indexes = [
            models.Index(fields=["object_id", "at"], name="access_read_object"),
            models.Index(fields=["by", "at"], name="access_read_by"),
        ]


class ApiToken(Record):
    """A revocable key by which a program acts as a person; only its hash is kept."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    is_fully_journalled = True
