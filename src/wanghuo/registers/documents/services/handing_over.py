"""Documents still to be served follow the posts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from wanghuo.foundation.journal import services as journal
from wanghuo.foundation.kernel.actors import Actor
from wanghuo.registers.access.models import Person
from wanghuo.registers.documents.models import Document


@transaction.atomic
def hand_over(*, successors: Iterable[tuple[Document, Person]], by: Actor, at: datetime) -> int:
    """
    Let others see to it that documents are served; it follows from an act on posts.

    Returns: how many documents changed hands.
    """
    groups: dict[tuple[UUID, UUID], list[tuple[Document, Person, Person]]] = defaultdict(list)
    for document, to in successors:
        groups[document.server.pk, to.pk].append((document, document.server, to))
    for group in groups.values():
        documents = [document for document, _, _ in group]
        _, before, to = group[0]
        for document in documents:
            document.accountable = to
        Document.objects.bulk_update(documents, ["accountable"], batch_size=500)
        journal.record(
            "documents.handed_over", about=documents, by=by, at=at,
            facts={"from": before.name, "to": to.name, "count": len(documents)},
        )  # fmt: skip
    return sum(len(group) for group in groups.values())
