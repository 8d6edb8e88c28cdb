"""A record is either made by acts alone, so that a slipped-in row is found, or says why not."""

from __future__ import annotations

from django.apps import apps

from wanghuo.foundation.support.models import Record

KEPT_OTHERWISE = {
    "access.SensitiveRead": "a log of its own",
    "api_v1.Answered": "remembers an answer so that a repeated request is safe; tidied away",
    "documents.ArchivedFile": "named by what it holds; the file proves itself",
    "documents.NumberBlock": "a counter",
    "documents.NumberSeries": "a counter",
    "inspections.Answer": "kept as it is typed; the end of the visit tells it",
    "inspections.Photograph": "kept as it is taken; the end of the visit tells it",
    "inspections.Recheck": "kept as it is typed; the end of the visit tells it",
    "jobs.Job": "long work, not an act",
    "journal.Entry": "the journal itself",
    "organization.Post": "founded with its organization, whose entry tells it",
    "premises.ColumnMapping": "a convenience of the next import",
    "premises.ImportBatch": "holds what waits; entering it is the act",
}


def test_every_record_is_fully_journalled_or_says_why_not():
    records = {
        model._meta.label
        for model in apps.get_models()
        if issubclass(model, Record) and not getattr(model, "is_fully_journalled", False)
    }

    assert records <= set(KEPT_OTHERWISE), "mark it fully journalled, or say here why not"
    assert set(KEPT_OTHERWISE) <= {model._meta.label for model in apps.get_models()}
