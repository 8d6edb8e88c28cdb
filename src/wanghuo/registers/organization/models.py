"""Organizations, territories, who covers what, posts, and the installation."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from treebeard.mp_tree import MP_Node

from wanghuo.foundation.kernel.ids import uuid7
from wanghuo.foundation.support.constraints import ends_after_start, term_is_known
from wanghuo.foundation.support.fields import term_field
from wanghuo.foundation.support.models import Record
from wanghuo.registers.organization.domain.kinds import (
    Line,
    OrganizationKind,
    PostKind,
    TerritoryLevel,
)


class Territory(MP_Node):
    """An administrative division with its official code: 亭湖区 320902000000."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=64)
    name_en = models.CharField(max_length=128, blank=True)
    level = term_field(TerritoryLevel)
    is_rural = models.BooleanField(default=False)
    tile_column = models.SmallIntegerField(null=True)
    tile_row = models.SmallIntegerField(null=True)

    steplen = 4

    class Meta:
        constraints = [term_is_known("level", TerritoryLevel)]

    def __str__(self) -> str:
        return self.name


class Organization(MP_Node):
    """An agency; its place in the tree is its line of command."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField(max_length=32, unique=True)
    name = models.CharField(max_length=128)
    name_en = models.CharField(max_length=200, blank=True)
    short_name = models.CharField(max_length=64, blank=True)
    kind = term_field(OrganizationKind)
    line = term_field(Line)
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="organizations")
    address = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=32, blank=True)
    is_active = models.BooleanField(default=True)

    steplen = 4
    unjournalled = frozenset({"path", "depth", "numchild"})
    is_fully_journalled = True

    class Meta:
        constraints = [term_is_known("kind", OrganizationKind), term_is_known("line", Line)]

    def __str__(self) -> str:
        return self.name

    @property
    def chain(self) -> str:
        """The key of its journal chain."""
        return str(self.id)


class Jurisdiction(Record):
    """An organization covers a territory, with everything below it, for a span of days."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="jurisdictions")
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="jurisdictions")
    since = models.DateField()
    until = models.DateField(null=True)

    is_fully_journalled = True

    class Meta:
        constraints = [
            ends_after_start(),
            models.UniqueConstraint(
                fields=["organization", "territory"],
                condition=Q(until__isnull=True),
                name="organization_jurisdiction_open_once",
            ),
        ]


class Post(Record):
    """A post of an organization; several people may hold posts of one kind."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="posts")
    kind = term_field(PostKind)
    title = models.CharField(max_length=64, blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [term_is_known("kind", PostKind)]
        indexes = [models.Index(fields=["organization", "kind"], name="organization_post_kind")]


class Installation(Record):
    """This installation of the product: its name, and whether its data are simulated."""

    name = models.CharField(max_length=128)
    name_en = models.CharField(max_length=200, blank=True)
    is_simulated = models.BooleanField(default=False)
    seed = models.BigIntegerField(null=True)
    made_at = models.DateTimeField()
    is_only = models.BooleanField(default=True, editable=False)

    is_fully_journalled = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["is_only"], name="organization_installation_once"),
            models.CheckConstraint(
                condition=Q(is_only=True), name="organization_installation_only"
            ),
        ]

    @property
    def label(self) -> str:
        """The installation as an actor: nightly work is done in its name."""
        return self.name

    @property
    def chain(self) -> str:
        return "installation"
