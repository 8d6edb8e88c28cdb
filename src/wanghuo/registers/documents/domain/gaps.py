"""Names for what a payload lacks, so that a refusal can say it to a person."""

from __future__ import annotations

from collections.abc import Iterable

from wanghuo.foundation.kernel.words import Term, gettext_noop


class Gap(Term):
    """A field of a form that must be filled in; the code is the field's name."""

    NAME = "name", gettext_noop("name")
    ADDRESS = "address", gettext_noop("address")
    OFFICERS = "officers", gettext_noop("inspecting officers")
    ACCOMPANIED_BY = "accompanied_by", gettext_noop("accompanying person")
    INSPECTED_AT = "inspected_at", gettext_noop("time of inspection")
    INSPECTED_ON = "inspected_on", gettext_noop("day of inspection")
    REINSPECTED_AT = "reinspected_at", gettext_noop("time of re-inspection")
    DEADLINE_ON = "deadline_on", gettext_noop("deadline")
    ITEMS = "items", gettext_noop("tick items")
    TICKS = "ticks", gettext_noop("boxes of the record")
    TRANSFERS = "transfers", gettext_noop("transfer items")
    FINDINGS = "findings", gettext_noop("findings")
    DESCRIPTION = "description", gettext_noop("description of a finding")
    OUTCOMES = "outcomes", gettext_noop("results of the re-inspection")
    OUTCOME = "outcome", gettext_noop("result for a finding")
    INSTRUMENT = "instrument", gettext_noop("legal basis")
    TITLE = "title", gettext_noop("title of a document referred to")
    NUMBER = "number", gettext_noop("number of a document referred to")
    RECIPIENT = "recipient", gettext_noop("receiving agency")
    RECIPIENTS = "recipients", gettext_noop("agencies reported to")
    DANGER = "danger", gettext_noop("why public safety is threatened")


def named(pointers: Iterable[str]) -> list[Gap]:
    """Return the fields that JSON pointers lead to, each once."""
    names = {gap.value: gap for gap in Gap}
    found = (
        next(names[part] for part in reversed(pointer.split("/")) if part in names)
        for pointer in pointers
    )
    return list(dict.fromkeys(found))
