"""Forms of the register: they check what was typed and save nothing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wanghuo.foundation.support.fields import choices_of
from wanghuo.registers.access.models import Person
from wanghuo.registers.organization.domain.kinds import Layer
from wanghuo.registers.organization.models import Organization, Territory
from wanghuo.registers.premises.domain.terms import (
    CompetenceBasis,
    FacilityKind,
    Occupancy,
    PremisesKind,
    Risk,
    SmallKind,
)
from wanghuo.registers.premises.models import Premises

UNKNOWN = [("", _("Not known")), ("true", _("Yes")), ("false", _("No"))]


class DayInput(forms.DateInput):
    """A day picked from the browser's own calendar."""

    input_type = "date"

    def __init__(self, **attributes: Any) -> None:
        super().__init__(format="%Y-%m-%d", attrs=attributes)


class ReasonField(forms.CharField):
    """Why somebody does what needs a reason."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Reason"))
        super().__init__(max_length=200, widget=forms.Textarea(attrs={"rows": 2}), **options)


def choice(term: Any, label: Any, *, required: bool = True, blank: Any = "—") -> forms.ChoiceField:
    choices = choices_of(term)
    return forms.ChoiceField(
        label=label, required=required, choices=choices if required else [("", blank), *choices]
    )


def whole(label: Any, most: int = 1_000_000, least: int = 0) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=least, max_value=most)


def measured(label: Any, most: int, places: int = 2) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, required=False, min_value=0, max_value=most, decimal_places=places
    )


def yes_no(label: Any) -> forms.NullBooleanField:
    return forms.NullBooleanField(label=label, required=False, widget=forms.Select(choices=UNKNOWN))


def text(label: Any, most: int, *, required: bool = False, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=most, required=required, help_text=help_text)


class PremisesForm(forms.Form):
    """The particulars of an object; ``version`` says which state they were read from."""

    name = text(_("Name"), 128, required=True)
    kind = choice(PremisesKind, _("Kind of object"))
    occupancy = choice(Occupancy, _("Use"))
    small_kind = choice(
        SmallKind,
        _("Kind of small place"),
        required=False,
        blank=_("Not one of the nine small places"),
    )
    territory = forms.ModelChoiceField(Territory.objects.none(), label=_("Community or village"))
    address = text(_("Address"), 200, required=True)
    credit_code = text(
        _("Credit code"), 18, help_text=_("18 characters; the check digit is tested.")
    )
    head_name = text(_("Head or legal representative"), 64)
    head_phone = text(_("Telephone of the head"), 64)
    head_identity_number = text(_("Identity number of the head"), 18)
    manager_name = text(_("Fire-safety manager"), 64)
    manager_phone = text(_("Telephone of the fire-safety manager"), 64)
    floor_area_m2 = measured(_("Floor area, m²"), 10_000_000)
    basement_area_m2 = measured(_("Basement area, m²"), 10_000_000)
    floors_above = whole(_("Floors above ground"), 200)
    floors_below = whole(_("Floors below ground"), 20)
    highest_floor_used = whole(_("Highest floor the place uses"), 200, -20)
    height_m = measured(_("Height, m"), 1000)
    is_built_before_1998 = yes_no(_("Finished before 1998-09-01 and not altered since"))
    rooms = whole(_("Guest rooms"))
    beds = whole(_("Beds"))
    seats = whole(_("Seats"))
    staff = whole(_("Staff"))
    boarders = whole(_("Boarders"))
    pupils = whole(_("Pupils"))
    has_dwelling = yes_no(_("People live on the premises"))
    hours = text(_("Opening hours"), 64)
    risk = choice(Risk, _("Risk"))
    competence = choice(CompetenceBasis, _("Basis of competence"))
    competence_document = text(
        _("Number of the assigning document"),
        128,
        help_text=_("Only when higher police assigned the object."),
    )
    longitude = forms.DecimalField(
        label=_("Longitude"), required=False, min_value=-180, max_value=180, decimal_places=6
    )
    latitude = forms.DecimalField(
        label=_("Latitude"), required=False, min_value=-90, max_value=90, decimal_places=6
    )
    note = forms.CharField(
        label=_("Remarks"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    is_not_double = forms.BooleanField(
        label=_("It is another object than those above"), required=False
    )

    def __init__(self, *args: Any, territories: Any, asks_double: bool = False, **options: Any):
        super().__init__(*args, **options)
        self.fields["territory"].queryset = territories  # type: ignore[attr-defined]
        if not asks_double:
            del self.fields["is_not_double"]

    @property
    def facts(self) -> dict[str, Any]:
        """What was typed, without the fields that steer the form."""
        steering = {"version", "is_not_double"}
        return {name: value for name, value in self.cleaned_data.items() if name not in steering}

    @staticmethod
    def values_of(premises: Premises) -> dict[str, Any]:
        names = [name for name in PremisesForm.base_fields if name != "is_not_double"]
        return {name: getattr(premises, name) for name in names}


class EndForm(forms.Form):
    """When and why an object is no longer in use."""

    on = forms.DateField(label=_("Since"), widget=DayInput())
    reason = ReasonField()
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class ReasonForm(forms.Form):
    """A reason alone."""

    reason = ReasonField()
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class MoveForm(EndForm):
    """Where an object went; without a new address it left the district."""

    territory = forms.ModelChoiceField(
        Territory.objects.none(),
        label=_("New community or village"),
        required=False,
        help_text=_("Leave empty when it left the district."),
    )
    address = text(_("New address"), 200)
    field_order = ["on", "territory", "address", "reason"]

    def __init__(self, *args: Any, territories: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["territory"].queryset = territories  # type: ignore[attr-defined]


class SuccessionForm(forms.Form):
    """Which object took this one's place."""

    successor = forms.ModelChoiceField(
        Premises.objects.none(),
        label=_("Object that took its place"),
        help_text=_("Register it first if it is not in this list."),
    )
    on = forms.DateField(label=_("Since"), widget=DayInput())
    reason = ReasonField(required=False)

    def __init__(self, *args: Any, candidates: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["successor"].queryset = candidates  # type: ignore[attr-defined]


class OfficerForm(forms.Form):
    """Who answers for an object on a layer, and why."""

    layer = choice(Layer, _("Layer"))
    person = forms.ModelChoiceField(
        Person.objects.none(),
        label=_("Person"),
        required=False,
        empty_label=_("By the rule: whoever holds the post"),
    )
    reason = ReasonField()

    def __init__(self, *args: Any, people: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]


class KeyUnitForm(forms.Form):
    """Whether an object is a key unit."""

    is_key = forms.ChoiceField(
        label=_("Key unit"),
        required=False,
        choices=[("", _("As the thresholds say")), ("yes", _("Yes")), ("no", _("No"))],
    )
    reason = ReasonField()
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class BoundsForm(forms.Form):
    """How often an object is visited in a year; empty figures let the rule say."""

    floor = whole(_("At least, a year"), 366)
    ceiling = whole(_("At most, a year"), 366)
    document = text(_("Number of the document that allows it"), 128)
    reason = ReasonField()
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if (given.get("floor") is None) != (given.get("ceiling") is None):
            self.add_error("ceiling", _("Give both figures, or neither."))
        return given


class AliasForm(forms.Form):
    name = text(_("Other name"), 128, required=True)


class FacilityForm(forms.Form):
    kind = choice(FacilityKind, _("Facility"))
    count = forms.IntegerField(label=_("Number"), min_value=1, max_value=100_000, initial=1)
    place = text(_("Where"), 128)
    last_tested_on = forms.DateField(label=_("Last tested on"), required=False, widget=DayInput())
    maintained_by = text(_("Maintained by"), 128)


class EstateForm(forms.Form):
    name = text(_("Estate"), 128, required=True)
    address = text(_("Address"), 200)
    buildings = whole(_("Buildings"))
    households = whole(_("Households"))


class UploadForm(forms.Form):
    """The file to import, and whose register it goes into."""

    file = forms.FileField(
        label=_("Spreadsheet"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv"}),
        help_text=_(
            ".xlsx, .xls, .ods or .csv, as it is: titles, merged cells and several sheets "
            "do not matter."
        ),
    )
    station = forms.ModelChoiceField(Organization.objects.none(), label=_("Police station"))
    mapping_name = forms.ChoiceField(
        label=_("Columns as in"),
        required=False,
        help_text=_("A remembered way of reading the columns; normally found by itself."),
    )

    def __init__(self, *args: Any, stations: Any, mappings: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["station"].queryset = stations  # type: ignore[attr-defined]
        if len(stations) == 1:
            self.fields["station"].initial = stations[0]
        choices = [("", _("Find out by itself")), *((name, name) for name in mappings)]
        self.fields["mapping_name"].choices = choices  # type: ignore[attr-defined]
        if not mappings:
            del self.fields["mapping_name"]


class ColumnsForm(forms.Form):
    """What goes with the confirmed columns."""

    community = forms.ModelChoiceField(
        Territory.objects.none(),
        label=_("Community of rows that name none"),
        required=False,
        empty_label=_("Reject such rows"),
    )
    remember_as = text(
        _("Remember these columns as"),
        64,
        help_text=_("The next file with the same columns is then read by itself."),
    )

    def __init__(self, *args: Any, territories: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["community"].queryset = territories  # type: ignore[attr-defined]
