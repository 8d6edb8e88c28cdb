"""How an entry is hashed into its chain."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from wanghuo.foundation.journal.domain import canonical, hashing
from wanghuo.foundation.kernel.words import Term, gettext_noop


class Role(Term):
    """What an act did to a row."""

    CHANGED = "CHANGED", gettext_noop("Changed")
    CONCERNED = "CONCERNED", gettext_noop("Concerned")
    REMOVED = "REMOVED", gettext_noop("Removed")


SubjectLine = tuple[str, str, UUID, str]


def subjects_digest(algorithm: str, lines: Iterable[SubjectLine]) -> str:
    """Hash the subjects of an entry, in order; a bulk act may have hundreds of thousands."""
    hash_ = hashing.new(algorithm)
    for role, label, object_id, digest in lines:
        hash_.update(f"{role} {label} {object_id} {digest}\n".encode())
    return hash_.hexdigest()


def entry_hash(
    algorithm: str,
    *,
    chain: str,
    number: int,
    previous_hash: str,
    kind: str,
    at: datetime,
    by_id: UUID,
    by_label: str,
    facts: dict[str, Any],
    evidence: list[dict[str, Any]],
    subjects: str,
) -> str:
    """
    Return the hash that links an entry to the one before it.

    ``facts`` and ``evidence`` are plain already, as ``canonical.plain`` gives them.
    """
    content = {
        "chain": chain, "number": number, "previous": previous_hash, "kind": kind,
        "at": canonical.plain(at), "by": [str(by_id), by_label], "facts": facts,
        "evidence": evidence, "subjects": subjects,
    }  # fmt: skip
    return hashing.digest(algorithm, canonical.written(content))
