"""What a person types about tasks and visits; checked here, decided in the services."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from wanghuo.foundation.support.fields import choices_of
from wanghuo.operations.inspections.domain.terms import Complaint, Purpose
from wanghuo.registers.access.models import Person
from wanghuo.registers.documents.domain.sheets import Hand, SignatureRole

DRAWN = "data:image/png;base64,"
ASKED = [choice for choice in choices_of(Purpose) if choice[0] != Purpose.REINSPECTION]


def _reason(label: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=300, widget=forms.Textarea({"rows": 3}))


class ReasonForm(forms.Form):
    reason = _reason(_("Reason"))


class PersonField(forms.ModelChoiceField):
    """A choice among people, with the number that tells two of one name apart."""

    def label_from_instance(self, obj: Person) -> str:
        return obj.label


def _among(form: forms.Form, officers: QuerySet[Person], *names: str) -> None:
    """Let the named fields of a form choose among ``officers``."""
    for name in names:
        field = form.fields[name]
        if isinstance(field, PersonField):
            field.queryset = officers


class ReassignForm(forms.Form):
    to = PersonField(label=_("Officer"), queryset=Person.objects.none())
    partner = PersonField(label=_("Second officer"), queryset=Person.objects.none(), required=False)
    reason = _reason(_("Reason"))

    def __init__(self, *args: Any, officers: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _among(self, officers, "to", "partner")


class OpenTaskForm(forms.Form):
    """A task by hand: the premises is chosen before. What a complaint is counts for it alone."""

    purpose = forms.ChoiceField(label=_("What for"), choices=ASKED)
    complaint = forms.ChoiceField(
        label=_("What the complaint is about"), choices=choices_of(Complaint), required=False
    )
    received_at = forms.DateTimeField(
        label=_("Complaint received at"), required=False,
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )  # fmt: skip
    due_on = forms.DateField(
        label=_("Due on"), required=False,
        widget=forms.DateInput(
            {"type": "date", "data-required-unless": f"purpose={Purpose.VERIFY.value}"},
            format="%Y-%m-%d",
        ),
        help_text=_("For a complaint it may be left empty: then the rule's day counts."),
    )  # fmt: skip
    accountable = PersonField(label=_("Officer"), queryset=Person.objects.none())
    partner = PersonField(label=_("Second officer"), queryset=Person.objects.none(), required=False)
    description = _reason(_("Why this visit is needed"))

    def __init__(self, *args: Any, officers: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _among(self, officers, "accountable", "partner")

    def clean_purpose(self) -> Purpose:
        return Purpose(self.cleaned_data["purpose"])

    def clean_complaint(self) -> Complaint | None:
        chosen = self.cleaned_data["complaint"]
        return Complaint(chosen) if chosen else None


class ReceivedForm(forms.Form):
    """The instant a complaint's days are counted from while the form of a task is filled in."""

    received_at = forms.DateTimeField(required=False)


class StartForm(forms.Form):
    """An unscheduled visit."""

    purpose = forms.ChoiceField(label=_("What for"), choices=ASKED)
    reason = forms.CharField(
        label=_("Reason"), max_length=300, required=False, widget=forms.Textarea({"rows": 2}),
        help_text=_("Needed for a special campaign or a complaint."),
    )  # fmt: skip


class IdentityForm(forms.Form):
    """Who is there. Everything the register knows is filled in."""

    partner = PersonField(label=_("Second officer"), queryset=Person.objects.none())
    accompanied_by = forms.CharField(
        label=_("Person present for the place"), max_length=60,
        widget=forms.TextInput({"list": "people-present", "autocomplete": "off"}),
    )  # fmt: skip
    accompanied_as = forms.CharField(label=_("Post or relation"), max_length=60, required=False)

    def __init__(self, *args: Any, officers: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _among(self, officers, "partner")


class HandsForm(forms.Form):
    """Signatures drawn on glass; both may be left out and signed on paper."""

    party = forms.CharField(widget=forms.HiddenInput, required=False)
    officer = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean_party(self) -> bytes:
        return self._drawn("party")

    def clean_officer(self) -> bytes:
        return self._drawn("officer")

    def hands(self, names: Iterable[tuple[str, SignatureRole, str]]) -> list[Hand]:
        """Return the signatures that were drawn, given (field, role, name) of each."""
        return [
            Hand(role=role, name=name, png=self.cleaned_data[field])
            for field, role, name in names
            if self.cleaned_data.get(field)
        ]

    def _drawn(self, field: str) -> bytes:
        drawn = self.cleaned_data[field]
        if not drawn:
            return b""
        try:
            return base64.b64decode(drawn.removeprefix(DRAWN), validate=True)
        except binascii.Error:
            self.add_error(None, _("A signature did not arrive whole. Sign again."))
            return b""
