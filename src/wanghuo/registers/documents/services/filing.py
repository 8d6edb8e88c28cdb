"""The rows around a document: its files, its hands, what it mentions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Model

from wanghuo.foundation.journal import archive
from wanghuo.foundation.journal.archive import Kept
from wanghuo.registers.access.models import Person
from wanghuo.registers.documents.domain.sheets import Hand
from wanghuo.registers.documents.domain.states import FilePurpose
from wanghuo.registers.documents.models import (
    ArchivedFile,
    Document,
    DocumentFile,
    Mention,
    Signature,
)
from wanghuo.registers.documents.services.refusals import Voided


def claimed(document: Document) -> Document:
    """Return the document fresh and locked. Raises: Voided."""
    rows = Document.objects.all()
    if connection.features.has_select_for_update:
        rows = rows.select_for_update(of=("self",))
    current = rows.get(pk=document.pk)
    if current.is_void:
        raise Voided(number=current.number_text)
    return current


def filed(kept: Kept) -> ArchivedFile:
    file, _ = ArchivedFile.objects.get_or_create(
        digest=kept.digest,
        defaults={
            "algorithm": kept.algorithm, "size": kept.size, "media_type": kept.media_type,
        },
    )  # fmt: skip
    return file


def show(
    document: Document, purpose: FilePurpose, file: ArchivedFile, by: Person, at: datetime
) -> DocumentFile:
    shown = DocumentFile(document=document, purpose=purpose, file=file, added_at=at, added_by=by)
    shown.save(force_insert=True)
    return shown


def keep_hand(document: Document, hand: Hand, by: Person, at: datetime) -> tuple[Signature, Kept]:
    kept = archive.keep(hand.png, name=f"{hand.name}.png", media_type="image/png")
    signature = Signature(
        document=document, role=hand.role, name=hand.name, picture=filed(kept),
        signed_at=at, taken_by=by,
    )  # fmt: skip
    signature.save(force_insert=True)
    return signature, kept


def mention(document: Document, rows: Iterable[Model]) -> list[Model]:
    """Note what the document is about, each row once, and return those rows."""
    found: dict[Any, Model] = {row.pk: row for row in rows}
    Mention.objects.bulk_create(
        Mention(document=document, label=row._meta.label, object_id=row.pk)
        for row in found.values()
    )
    return list(found.values())
