"""People, their posts, and reasons."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wanghuo.foundation.support.fields import choices_of
from wanghuo.foundation.support.speech import said
from wanghuo.registers.organization import selectors as organizations
from wanghuo.registers.organization.domain.kinds import POSTS_OF, OrganizationKind, PostKind
from wanghuo.registers.organization.models import Organization, Territory


class Day(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class Particulars(forms.Form):
    """What is known of a person."""

    name = forms.CharField(label=pgettext_lazy("person", "Name"), max_length=64)
    police_number = forms.CharField(label=_("Police number"), max_length=32, required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=32, required=False)
    is_certified = forms.BooleanField(
        label=_("Certified to inspect"),
        required=False,
        help_text=_("Holds the certificate of law enforcement, so may lead a visit."),
    )


class NewPerson(Particulars):
    """Somebody who is to sign in."""

    username = forms.CharField(
        label=_("User name"),
        max_length=64,
        help_text=_("What the person types to sign in; the police number serves well."),
    )
    organization = forms.ModelChoiceField(
        label=_("Organization"), queryset=Organization.objects.none()
    )
    password = forms.CharField(
        label=_("First password"),
        help_text=_("The person must choose another one at the first sign-in."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    field_order = ["name", "organization", "username", "password", "police_number", "phone"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organization"].queryset = organizations.active()  # type: ignore[attr-defined]

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        password_validation.validate_password(password)
        return password


class NewAssignment(forms.Form):
    """A post of an organization from a day on, with the communities of a community officer."""

    kind = forms.ChoiceField(label=_("Post"), choices=choices_of(PostKind))
    since = forms.DateField(label=_("First day"), widget=Day())
    territories = forms.ModelMultipleChoiceField(
        label=_("Communities looked after"),
        queryset=Territory.objects.none(),
        required=False,
        help_text=_("For a community officer: each community has one."),
        widget=forms.CheckboxSelectMultiple(),
    )

    def __init__(self, organization: Organization, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["since"].initial = today
        offered = POSTS_OF.get(OrganizationKind(organization.kind), ())
        kinds = [choice for choice in choices_of(PostKind) if choice[0] in offered]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        if PostKind.COMMUNITY_OFFICER in offered:
            ground = organizations.communities_of(organization)
            self.fields["territories"].queryset = ground  # type: ignore[attr-defined]
        else:
            self.fields["territories"].widget = forms.MultipleHiddenInput()


class LastDay(forms.Form):
    """The end of an assignment."""

    until = forms.DateField(
        label=_("First day the post is no longer held"),
        widget=Day(),
        help_text=_("Today ends it at once; a later day ends it by itself then."),
    )


class Reason(forms.Form):
    """Why something with consequences is done."""

    reason = forms.CharField(
        label=_("Reason"), max_length=200, widget=forms.Textarea(attrs={"rows": 2})
    )


class TerritoryField(forms.CharField):
    """A territory by its official code or full official name."""

    def to_python(self, value: Any) -> Any:
        typed = super().to_python(value)
        return _territory(typed) if typed else None


class TerritoriesField(forms.CharField):
    """Territories by code or name, one a line or parted by commas."""

    widget = forms.Textarea(attrs={"rows": 2})

    def to_python(self, value: Any) -> Any:
        typed = super().to_python(value) or ""
        return [_territory(part) for part in re.split(r"[\s,，、;；]+", typed) if part]


def _territory(typed: str) -> Territory:
    try:
        return organizations.territory(typed.strip())
    except organizations.NoSuchTerritory as refusal:
        told = said(refusal)
        raise forms.ValidationError(f"{told.sentence} {told.remedy}") from refusal


class NewOrganization(forms.Form):
    """An agency that the first setting-up did not found."""

    kind = forms.ChoiceField(label=_("Kind"), choices=choices_of(OrganizationKind))
    name = forms.CharField(label=_("Name"), max_length=128)
    code = forms.CharField(
        label=_("Code"), max_length=32,
        help_text=_("A station's code is its township's 9-digit code, so that document numbers "
                    "stay readable."),
    )  # fmt: skip
    territory = TerritoryField(
        label=_("Seat"), help_text=_("Official code or full name of the territory it stands in.")
    )
    covers = TerritoriesField(
        label=_("Covers"), required=False,
        help_text=_("Codes or names, with everything below them; empty means the seat."),
    )  # fmt: skip
    parent = forms.ModelChoiceField(
        Organization.objects.none(), label=_("Commanded by"), required=False,
        empty_label=_("Nobody in this installation"), to_field_name="code",
    )  # fmt: skip
    since = forms.DateField(label=_("First day"), widget=Day())
    short_name = forms.CharField(label=_("Short name"), max_length=64, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = organizations.active()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("covers") and given.get("territory"):
            given["covers"] = [given["territory"]]
        return given


class Coverage(forms.Form):
    """One more territory for an organization."""

    territory = TerritoryField(
        label=_("Territory"), help_text=_("Official code or full name, with everything below it.")
    )
    since = forms.DateField(label=_("First day"), widget=Day())


class FirstDayWithout(forms.Form):
    """The end of a jurisdiction."""

    until = forms.DateField(
        label=_("First day it no longer covers it"), widget=Day(),
        help_text=_("Today or earlier. The day it began takes the jurisdiction back altogether."),
    )  # fmt: skip


class OrganizationParticulars(forms.Form):
    """What may change about an organization."""

    name = forms.CharField(label=_("Name"), max_length=128)
    short_name = forms.CharField(label=_("Short name"), max_length=64, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=32, required=False)
    is_active = forms.BooleanField(label=_("In service"), required=False)
