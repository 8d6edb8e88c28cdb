"""What people fill in about plans; forms check shapes, services check limits."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from wanghuo.insight.planning.domain.facts import MONTHS
from wanghuo.insight.planning.models import Plan
from wanghuo.registers.access import selectors as access
from wanghuo.registers.access.models import Person
from wanghuo.registers.organization.models import Organization
from wanghuo.registers.premises.domain.terms import CompetenceBasis, PremisesStatus
from wanghuo.registers.premises.models import Premises

MONTH_NAMES = [(month, _("Month {month}")) for month in MONTHS]
EARLIEST_YEAR, LATEST_YEAR = 2020, 2100


def month_choices() -> list[tuple[int, str]]:
    return [(month, str(name).format(month=month)) for month, name in MONTH_NAMES]


def reason_field(label: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


class DraftForm(forms.Form):
    """Which station and year to plan."""

    station = forms.ModelChoiceField(Organization.objects.none(), label=_("Police station"))
    year = forms.IntegerField(label=_("Year"), min_value=EARLIEST_YEAR, max_value=LATEST_YEAR)
    reason = forms.CharField(label=_("Why it is drafted (if anew)"), max_length=500, required=False)
    seed = forms.CharField(
        label=_("Seed"),
        max_length=64,
        required=False,
        help_text=_("Breaks ties; the same facts and seed give the same plan. Usually left empty."),
    )

    def __init__(self, *args: Any, stations: QuerySet[Organization], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["station"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = stations
        if len(stations) == 1:
            field.initial = stations[0]
            field.empty_label = None


class PairForm(forms.Form):
    """Month, officers and reason of a change by hand."""

    month = forms.TypedChoiceField(label=_("Month"), coerce=int, choices=month_choices)
    lead = forms.ModelChoiceField(Person.objects.none(), label=_("Lead"))
    partner = forms.ModelChoiceField(Person.objects.none(), label=_("Second officer"))
    reason = reason_field(_("Reason of the change"))

    def __init__(self, *args: Any, plan: Plan, **options: Any) -> None:
        super().__init__(*args, **options)
        officers = access.officers_of(plan.station)
        for name in ("lead", "partner"):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = officers


class AddForm(PairForm):
    """A visit added by hand."""

    premises = forms.ModelChoiceField(Premises.objects.none(), label=_("Supervised object"))
    field_order = ("premises", "month", "lead", "partner", "reason")

    def __init__(self, *args: Any, plan: Plan, **options: Any) -> None:
        super().__init__(*args, plan=plan, **options)
        field = self.fields["premises"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = plannable(plan.station)


class ReasonForm(forms.Form):
    reason = reason_field(_("Reason"))


class ApprovalForm(forms.Form):
    """The chief's approval; a shortage asks for a written decision."""

    shortage_decision = forms.CharField(
        label=_("Decision about the visits that cannot be made"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _(
                "Write the decision: more hours, help from others, or why it is accepted."
            )
        },
    )

    def __init__(self, *args: Any, is_short: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not is_short:
            del self.fields["shortage_decision"]


class HoursForm(forms.Form):
    """Hours of each month that an officer has for supervision."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for month, name in month_choices():
            self.fields[f"month_{month}"] = forms.DecimalField(
                label=name, min_value=0, max_value=744, decimal_places=1,
                widget=forms.NumberInput(attrs={"step": "0.5", "inputmode": "decimal"}),
            )  # fmt: skip

    @property
    def minutes(self) -> dict[int, int]:
        return {month: round(self.cleaned_data[f"month_{month}"] * 60) for month in MONTHS}


class ConflictForm(forms.Form):
    """Who must not inspect what, and why."""

    person = forms.ModelChoiceField(Person.objects.none(), label=_("Officer"))
    premises = forms.ModelChoiceField(Premises.objects.none(), label=_("Supervised object"))
    reason = reason_field(_("Conflict of interest"))

    def __init__(
        self, *args: Any, people: QuerySet[Person], station: Organization, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        for name, rows in (("person", people), ("premises", plannable(station))):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = rows


def plannable(station: Organization) -> QuerySet[Premises]:
    """Return the premises a station's plan can visit, by name."""
    rows = Premises.objects.filter(station=station, status=PremisesStatus.ACTIVE)
    return rows.exclude(competence=CompetenceBasis.BRIGADE).order_by("name", "id")
