"""Forms of the acts on hazards: they check what was typed and save nothing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wanghuo.foundation.support.fields import choices_of
from wanghuo.operations.hazards.domain.terms import Answer, Closing, Grade, Measure
from wanghuo.registers.access.models import Person
from wanghuo.registers.organization.models import Organization


class DayInput(forms.DateInput):
    """A day picked from the browser's own calendar."""

    input_type = "date"

    def __init__(self, **attributes: Any) -> None:
        super().__init__(format="%Y-%m-%d", attrs=attributes)


class Paragraph(forms.CharField):
    """A few sentences."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 3}), **options)


class MeasureForm(forms.Form):
    """How dangerous it is, what to order, and until when."""

    grade = forms.TypedChoiceField(
        label=_("Grade"), coerce=Grade, widget=forms.RadioSelect, choices=choices_of(Grade)
    )
    measure = forms.TypedChoiceField(label=_("Measure"), coerce=Measure, widget=forms.RadioSelect)
    deadline_on = forms.DateField(
        label=_("Last day for the correction"), required=False, widget=DayInput(),
        help_text=_("Only for an order to correct by a date."),
    )  # fmt: skip

    def __init__(self, *args: Any, allowed: list[Measure], **options: Any) -> None:
        super().__init__(*args, **options)
        labels = dict(choices_of(Measure))
        self.fields["measure"].choices = [(code.value, labels[code.value]) for code in allowed]  # type: ignore[attr-defined]


class OrderForm(forms.Form):
    """The last look before the orders are issued."""

    danger = Paragraph(
        label=_("Why public safety is seriously threatened"), required=False,
        help_text=_("Stands in the report to the township government and the brigade."),
    )  # fmt: skip

    def __init__(self, *args: Any, is_severe: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not is_severe:
            del self.fields["danger"]


class ExtensionForm(forms.Form):
    """What the premises asked for."""

    requested_by = forms.CharField(label=_("Asked by"), max_length=60)
    until = forms.DateField(label=_("Until"), widget=DayInput())
    reason = Paragraph(label=_("Reason"))


class DecisionForm(forms.Form):
    """The chief's decision on a request for more time."""

    is_granted = forms.TypedChoiceField(
        label=_("Decision"), widget=forms.RadioSelect,
        choices=[("yes", _("Grant the extension")), ("no", _("Refuse; the old deadline stands"))],
        coerce=lambda answer: answer == "yes",
    )  # fmt: skip
    reason = Paragraph(
        label=_("Reason"), required=False, help_text=_("A refusal must give its reason.")
    )
    document_number = forms.CharField(
        label=_("Number of the written decision"), required=False, max_length=60
    )


class TransferForm(forms.Form):
    """To whom, and why."""

    to: forms.ModelChoiceField[Organization] = forms.ModelChoiceField(
        label=_("Receiving authority"), queryset=None, empty_label=None
    )
    reason = Paragraph(label=_("What the station has done, and why it is transferred"))

    def __init__(self, *args: Any, receivers: list[Organization], **options: Any) -> None:
        super().__init__(*args, **options)
        ids = [organization.pk for organization in receivers]
        self.fields["to"].queryset = Organization.objects.filter(pk__in=ids)  # type: ignore[attr-defined]


class ReceiptForm(forms.Form):
    """That the letter arrived."""

    number = forms.CharField(
        label=_("Number of the receipt"), required=False, max_length=60,
        help_text=_("Leave empty if there is none."),
    )  # fmt: skip


class ReplyForm(forms.Form):
    """What the other authority answers."""

    answer = forms.TypedChoiceField(
        label=_("Answer"), coerce=Answer, widget=forms.RadioSelect, choices=choices_of(Answer)
    )
    note = Paragraph(label=_("What was done, or why it is returned"))
    number = forms.CharField(label=_("Number of the answer"), required=False, max_length=60)


class NoteForm(forms.Form):
    """A remark that goes with an act."""

    note = Paragraph(label=_("Remark"), required=False)


class ReportForm(forms.Form):
    """Why a hazard is severe."""

    danger = Paragraph(label=_("Why public safety is seriously threatened"))


class ReassignForm(forms.Form):
    """Who becomes accountable."""

    to: forms.ModelChoiceField[Person] = forms.ModelChoiceField(
        label=_("Officer in charge"),
        queryset=None,
        empty_label=_("Choose an officer of the station"),
    )
    reason = Paragraph(label=_("Reason"))

    def __init__(self, *args: Any, officers: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["to"].queryset = officers  # type: ignore[attr-defined]
        self.fields["to"].label_from_instance = _named  # type: ignore[attr-defined]


class CloseForm(forms.Form):
    """Why a hazard ends without correction, and what proves it."""

    closing = forms.TypedChoiceField(
        label=_("Reason"), coerce=Closing, widget=forms.RadioSelect,
        choices=[
            row for row in choices_of(Closing)
            if row[0] in (Closing.PREMISES_CLOSED, Closing.FOUND_IN_ERROR)
        ],
    )  # fmt: skip
    proof = Paragraph(label=_("What proves it, and where that is kept"))


def _named(person: Person) -> str:
    return f"{person.name} {person.police_number}".strip()
