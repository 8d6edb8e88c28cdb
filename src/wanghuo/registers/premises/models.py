"""Supervised objects and what hangs on them."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse

from wanghuo.foundation.rulebook.facts import PremisesFacts
from wanghuo.foundation.support.constraints import ends_after_start, term_is_known
from wanghuo.foundation.support.fields import term_field
from wanghuo.foundation.support.models import Record, Versioned
from wanghuo.registers.organization.domain.kinds import Layer
from wanghuo.registers.premises.domain.terms import (
    BatchState,
    CompetenceBasis,
    FacilityKind,
    Occupancy,
    PremisesKind,
    PremisesStatus,
    Risk,
    RowVerdict,
    SmallKind,
)


class Premises(Versioned):
    """
    A supervised object: a unit, property company or committee at one address.

    The accountable people stand here as the rule and the overrides resolve them; the journal
    proves the overrides, not these copies.

    Columns that lead one of the indexes below need none of their own; each index more is paid
    for with every row of an import.
    """

    name = models.CharField(max_length=128)
    name_key = models.CharField(max_length=128, blank=True)
    name_initials = models.CharField(max_length=64, blank=True)
    kind = term_field(PremisesKind)
    small_kind = term_field(SmallKind, blank=True)
    occupancy = term_field(Occupancy, default=Occupancy.OTHER)
    credit_code = models.CharField(max_length=18, blank=True)
    address = models.CharField(max_length=200)
    address_key = models.CharField(max_length=200, blank=True)
    territory = models.ForeignKey(
        "organization.Territory", models.PROTECT, related_name="+", db_index=False
    )
    station = models.ForeignKey(
        "organization.Organization", models.PROTECT, related_name="+", db_index=False
    )
    competence = term_field(CompetenceBasis, default=CompetenceBasis.STATION)
    competence_document = models.CharField(max_length=128, blank=True)

    head_name = models.CharField(max_length=64, blank=True)
    head_phone = models.CharField(max_length=64, blank=True)
    head_identity_number = models.CharField(max_length=18, blank=True)
    manager_name = models.CharField(max_length=64, blank=True)
    manager_phone = models.CharField(max_length=64, blank=True)

    floor_area_m2 = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    basement_area_m2 = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    floors_above = models.PositiveSmallIntegerField(null=True)
    floors_below = models.PositiveSmallIntegerField(null=True)
    highest_floor_used = models.SmallIntegerField(null=True)
    height_m = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    is_built_before_1998 = models.BooleanField(null=True)
    rooms = models.PositiveIntegerField(null=True)
    beds = models.PositiveIntegerField(null=True)
    seats = models.PositiveIntegerField(null=True)
    staff = models.PositiveIntegerField(null=True)
    boarders = models.PositiveIntegerField(null=True)
    pupils = models.PositiveIntegerField(null=True)
    has_dwelling = models.BooleanField(null=True)
    hours = models.CharField(max_length=64, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    note = models.TextField(blank=True)

    status = term_field(PremisesStatus, default=PremisesStatus.ACTIVE)
    registered_on = models.DateField()
    ended_on = models.DateField(null=True)
    risk = term_field(Risk, default=Risk.NORMAL)
    is_key_unit = models.BooleanField(default=False)
    key_unit_since = models.DateField(null=True)
    key_unit_finding = models.JSONField(default=dict)
    yearly_floor = models.PositiveSmallIntegerField(default=1)
    yearly_ceiling = models.PositiveSmallIntegerField(default=1)
    visits_override = models.JSONField(default=dict)
    accountable_officer = models.ForeignKey(
        "access.Person", models.PROTECT, null=True, related_name="+", db_index=False
    )
    accountable_deputy = models.ForeignKey(
        "access.Person", models.PROTECT, null=True, related_name="+", db_index=False
    )
    accountable_chief = models.ForeignKey(
        "access.Person", models.PROTECT, null=True, related_name="+", db_index=False
    )
    guiding_officer = models.ForeignKey(
        "access.Person", models.PROTECT, null=True, related_name="+", db_index=False
    )
    import_batch = models.UUIDField(null=True)
    is_simulated = models.BooleanField(default=False)

    unjournalled = frozenset({
        "accountable_officer", "accountable_deputy", "accountable_chief", "guiding_officer",
    })  # fmt: skip
    is_fully_journalled = True

    class Meta:
        constraints = [
            term_is_known("kind", PremisesKind),
            term_is_known("status", PremisesStatus),
            models.CheckConstraint(
                condition=Q(yearly_ceiling__gte=models.F("yearly_floor")),
                name="premises_ceiling_not_below_floor",
            ),
            models.CheckConstraint(
                condition=~Q(competence=CompetenceBasis.ASSIGNED) | ~Q(competence_document=""),
                name="premises_assigned_names_document",
            ),
            models.UniqueConstraint(
                fields=["station", "credit_code", "address_key"],
                condition=~Q(credit_code="") & Q(status=PremisesStatus.ACTIVE),
                name="premises_code_once_at_an_address",
            ),
        ]
        indexes = [
            models.Index(fields=["station", "name", "id"], name="premises_by_name"),
            models.Index(fields=["station", "status", "kind", "id"], name="premises_by_kind"),
            models.Index(fields=["station", "is_key_unit", "id"], name="premises_by_key_unit"),
            models.Index(fields=["territory", "status", "id"], name="premises_by_territory"),
            models.Index(fields=["accountable_officer", "status"], name="premises_by_officer"),
            models.Index(fields=["credit_code"], name="premises_by_code"),
            models.Index(fields=["station", "address_key"], name="premises_by_address"),
            models.Index(fields=["station", "name_key"], name="premises_by_name_key"),
            models.Index(fields=["name", "id"], name="premises_by_name_all"),
            models.Index(fields=["import_batch"], name="premises_by_import"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("premises:record", kwargs={"premises_id": self.pk})

    @property
    def facts(self) -> PremisesFacts:
        """The facts rules ask about, in the rulebook's shape."""
        measures: dict[str, Any] = {
            name: None if (value := getattr(self, name)) is None else float(value)
            for name in ("floor_area_m2", "basement_area_m2", "height_m")
        }
        counts = ("floors_above", "highest_floor_used", "beds", "rooms", "seats", "staff")
        measures |= {name: getattr(self, name) for name in (*counts, "boarders", "pupils")}
        codes = ("kind", "small_kind", "occupancy", "risk", "is_key_unit")
        measures |= {name: getattr(self, name) for name in codes}
        return PremisesFacts(**measures)


class Alias(Record):
    """Another name the premises is or was known by."""

    premises = models.ForeignKey(Premises, models.CASCADE, related_name="aliases", db_index=False)
    name = models.CharField(max_length=128)
    since = models.DateField(null=True)

    is_fully_journalled = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["premises", "name"], name="premises_alias_once")
        ]


class Facility(Record):
    """Fire facilities of one kind on the premises. Units: ``count`` in pieces or sets."""

    premises = models.ForeignKey(
        Premises, models.CASCADE, related_name="facilities", db_index=False
    )
    kind = term_field(FacilityKind)
    count = models.PositiveIntegerField(default=1)
    place = models.CharField(max_length=128, blank=True)
    last_tested_on = models.DateField(null=True)
    maintained_by = models.CharField(max_length=128, blank=True)

    is_fully_journalled = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["premises", "kind", "place"], name="premises_facility_once"
            )
        ]


class ManagedEstate(Record):
    """A residential estate a property company looks after."""

    company = models.ForeignKey(Premises, models.CASCADE, related_name="estates", db_index=False)
    name = models.CharField(max_length=128)
    address = models.CharField(max_length=200, blank=True)
    buildings = models.PositiveIntegerField(null=True)
    households = models.PositiveIntegerField(null=True)
    is_high_rise = models.BooleanField(null=True)

    is_fully_journalled = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "name"], name="premises_estate_once")
        ]


class Accountability(Record):
    """
    Somebody named to answer at one layer by hand, instead of by the rule, for a span of days.

    What the rule gives stands on the premises itself.
    """

    premises = models.ForeignKey(Premises, models.CASCADE, related_name="accountabilities")
    layer = term_field(Layer)
    person = models.ForeignKey("access.Person", models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200)
    since = models.DateField()
    until = models.DateField(null=True)

    is_fully_journalled = True

    class Meta:
        constraints = [
            ends_after_start(),
            models.UniqueConstraint(
                fields=["premises", "layer"],
                condition=Q(until__isnull=True),
                name="premises_one_accountable_per_layer",
            ),
        ]
        indexes = [models.Index(fields=["person", "until"], name="premises_accountable_person")]


class Succession(Record):
    """One premises took the place of another at the same address."""

    former = models.ForeignKey(Premises, models.CASCADE, related_name="successors")
    successor = models.ForeignKey(Premises, models.CASCADE, related_name="predecessors")
    on = models.DateField()
    reason = models.CharField(max_length=200, blank=True)

    is_fully_journalled = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["former", "successor"], name="premises_succession_once"
            ),
            models.CheckConstraint(
                condition=~Q(former=models.F("successor")), name="premises_no_self_succession"
            ),
        ]


class SearchEntry(models.Model):
    """
    The words by which a supervised object is found, separated by single blanks.

    A full-text index of the database's own kind stands on this table (migration 0002).
    """

    premises = models.OneToOneField(Premises, models.CASCADE, related_name="search_entry")
    tokens = models.TextField()


class ImportBatch(Record):
    """
    One file on its way into the register.

    ``sheets`` says of each sheet how its columns were understood or why it was passed over;
    rows that name no community lie in ``community``. ``file`` names it in the
    archive, ``entry`` the act in the journal.
    """

    station = models.ForeignKey("organization.Organization", models.PROTECT, related_name="+")
    source = models.CharField(max_length=200)
    file = models.JSONField(default=dict)
    by = models.ForeignKey("access.Person", models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    state = term_field(BatchState, default=BatchState.READING)
    sheets = models.JSONField(default=list)
    mapping_name = models.CharField(max_length=64, blank=True)
    community = models.ForeignKey(
        "organization.Territory", models.PROTECT, null=True, related_name="+"
    )
    counts = models.JSONField(default=dict)
    job = models.ForeignKey("jobs.Job", models.SET_NULL, null=True, related_name="+")
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    undo_reason = models.CharField(max_length=300, blank=True)
    entry = models.ForeignKey("journal.Entry", models.SET_NULL, null=True, related_name="+")

    unjournalled = frozenset({"job", "entry"})

    class Meta:
        constraints = [term_is_known("state", BatchState)]
        indexes = [
            models.Index(fields=["station", "-created_at", "-id"], name="premises_batch_station")
        ]


class ImportRow(models.Model):
    """A row of an import, staged: nothing of it is in the register before the batch is applied."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="rows")
    sheet = models.CharField(max_length=120)
    number = models.PositiveIntegerField()
    verdict = term_field(RowVerdict)
    premises_id = models.UUIDField(null=True)
    version = models.PositiveIntegerField(null=True)
    name = models.CharField(max_length=200, blank=True)
    data = models.JSONField(default=dict)
    differences = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    cells = models.JSONField(default=list)

    class Meta:
        constraints = [term_is_known("verdict", RowVerdict)]
        indexes = [models.Index(fields=["batch", "verdict", "id"], name="premises_import_row")]


class ColumnMapping(Record):
    """How a source names its columns, remembered for the next file from it."""

    station = models.ForeignKey("organization.Organization", models.CASCADE, related_name="+")
    name = models.CharField(max_length=64)
    columns = models.JSONField(default=dict)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["station", "name"], name="premises_mapping_once")
        ]
