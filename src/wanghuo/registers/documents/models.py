"""Issued documents, their files, hands, service, and the numbers they bear."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext

from wanghuo.foundation.support.constraints import both_or_neither, term_is_known
from wanghuo.foundation.support.fields import term_field
from wanghuo.foundation.support.models import Record
from wanghuo.registers.access.models import Person
from wanghuo.registers.documents.domain import forms
from wanghuo.registers.documents.domain.kinds import DocumentKind
from wanghuo.registers.documents.domain.sheets import SignatureRole
from wanghuo.registers.documents.domain.states import (
    NEED_SERVICE,
    DocumentStatus,
    FilePurpose,
    Relation,
    ServiceMethod,
)


class ArchivedFile(Record):
    """A file in the archive, named by the hash of its content. Units: ``size`` in bytes."""

    digest = models.CharField(max_length=64, unique=True)
    algorithm = models.CharField(max_length=16)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=64)


class NumberSeries(Record):
    """How far the numbers of an agency, kind and year are handed out; locked while one is."""

    organization = models.ForeignKey("organization.Organization", models.PROTECT, related_name="+")
    kind = term_field(DocumentKind)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)
    returned = models.JSONField(default=list)

    class Meta:
        constraints = [
            term_is_known("kind", DocumentKind),
            models.UniqueConstraint(
                fields=["organization", "kind", "year"], name="documents_series_once"
            ),
        ]


class NumberBlock(Record):
    """Numbers cut off a series for a device that issues documents without a connection."""

    series = models.ForeignKey(NumberSeries, models.PROTECT, related_name="blocks")
    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField()
    device = models.CharField(max_length=64)
    reserved_at = models.DateTimeField()
    reserved_by = models.ForeignKey("access.Person", models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last__gte=F("first"), first__gte=1), name="documents_block_has_numbers"
            ),
            models.UniqueConstraint(fields=["series", "first"], name="documents_block_once"),
        ]

    def __contains__(self, number: int) -> bool:
        return self.first <= number <= self.last


class Document(Record):
    """A legal document as it was issued: its payload, its number, its file."""

    kind = term_field(DocumentKind)
    organization = models.ForeignKey("organization.Organization", models.PROTECT, related_name="+")
    station = models.ForeignKey("organization.Organization", models.PROTECT, related_name="+")
    territory = models.ForeignKey(
        "organization.Territory", models.PROTECT, null=True, related_name="+"
    )
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    number_text = models.CharField(max_length=96)
    title_for = models.CharField(max_length=200)
    subject_label = models.CharField(max_length=64)
    subject_id = models.UUIDField()
    payload = models.JSONField()
    agency = models.CharField(max_length=256)
    status = term_field(DocumentStatus, default=DocumentStatus.ISSUED)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey("access.Person", models.PROTECT, related_name="+")
    accountable = models.ForeignKey(
        "access.Person", models.PROTECT, null=True, related_name="+",
        help_text="who has to see it served, once the issuer has left the post",
    )  # fmt: skip
    file = models.ForeignKey(ArchivedFile, models.PROTECT, related_name="+")
    is_signed = models.BooleanField(default=False)
    served_on = models.DateField(null=True)
    voided_at = models.DateTimeField(null=True)
    voided_by = models.ForeignKey("access.Person", models.PROTECT, null=True, related_name="+")
    void_reason = models.CharField(max_length=500, blank=True)

    is_fully_journalled = True

    class Meta:
        constraints = [
            term_is_known("kind", DocumentKind),
            term_is_known("status", DocumentStatus),
            models.UniqueConstraint(
                fields=["organization", "kind", "year", "number"], name="documents_number_once"
            ),
            both_or_neither("voided_at", "voided_by"),
            models.CheckConstraint(
                condition=Q(status=DocumentStatus.VOIDED.value, voided_at__isnull=False)
                | (~Q(status=DocumentStatus.VOIDED.value) & Q(voided_at__isnull=True)),
                name="documents_void_is_dated",
            ),
        ]
        indexes = [
            models.Index(fields=["station", "-issued_at", "-id"], name="documents_by_station"),
            models.Index(fields=["-issued_at", "-id"], name="documents_newest"),
            models.Index(fields=["subject_id"], name="documents_subject"),
            models.Index(fields=["number", "year"], name="documents_by_number"),
        ]

    def __str__(self) -> str:
        return self.number_text

    def get_absolute_url(self) -> str:
        return reverse("documents:record", kwargs={"document_id": self.pk})

    @property
    def contents(self) -> forms.Payload:
        """The payload as its dataclass."""
        return forms.from_json(DocumentKind(self.kind), self.payload)

    @property
    def is_void(self) -> bool:
        return self.status == DocumentStatus.VOIDED

    @property
    def needs_service(self) -> bool:
        """Whether somebody outside still has to be given it."""
        return self.kind in NEED_SERVICE and self.status == DocumentStatus.ISSUED

    @property
    def server(self) -> Person:
        """Who has to see to it that it reaches its addressee."""
        return self.accountable or self.issued_by

    @property
    def standing(self) -> str:
        """The state in words, telling apart what still has to be served."""
        if self.needs_service:
            return gettext("To be served")
        return gettext(DocumentStatus(self.status).english)

    @property
    def file_name(self) -> str:
        """The name of a download, without its ending."""
        return f"{gettext(DocumentKind(self.kind).english)} {self.number_text}"


class Mention(models.Model):
    """A row a document is about: its subject, the premises, the hazards."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="mentions")
    label = models.CharField(max_length=64)
    object_id = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["object_id", "document"], name="documents_mention_once")
        ]


class DocumentFile(Record):
    """A file that shows the document: as issued, with hands, or scanned."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="files")
    purpose = term_field(FilePurpose)
    file = models.ForeignKey(ArchivedFile, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey("access.Person", models.PROTECT, related_name="+")

    is_fully_journalled = True

    class Meta:
        constraints = [term_is_known("purpose", FilePurpose)]


class Signature(Record):
    """A hand on a document: drawn on glass, or on the paper whose scan is ``picture``."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="signatures")
    role = term_field(SignatureRole)
    name = models.CharField(max_length=64)
    picture = models.ForeignKey(ArchivedFile, models.PROTECT, related_name="+")
    is_on_paper = models.BooleanField(default=False)
    signed_at = models.DateTimeField()
    taken_by = models.ForeignKey("access.Person", models.PROTECT, related_name="+")

    is_fully_journalled = True

    class Meta:
        constraints = [term_is_known("role", SignatureRole)]


class ServiceRecord(Record):
    """When, how and to whom a document was served (送达)."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="services")
    method = term_field(ServiceMethod)
    recipient = models.CharField(max_length=128)
    relation = term_field(Relation, blank=True)
    served_at = models.DateTimeField()
    served_by = models.ForeignKey("access.Person", models.PROTECT, related_name="+")
    place = models.CharField(max_length=200, blank=True)
    witness = models.CharField(max_length=64, blank=True)
    remarks = models.CharField(max_length=500, blank=True)

    is_fully_journalled = True

    class Meta:
        constraints = [
            term_is_known("method", ServiceMethod),
            term_is_known("relation", Relation, blank=True),
            models.CheckConstraint(
                condition=~Q(method=ServiceMethod.LEFT.value) | ~Q(witness=""),
                name="documents_service_left_has_witness",
            ),
        ]
