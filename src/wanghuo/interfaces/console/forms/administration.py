"""People, their posts, and reasons."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wanghuo.foundation.support.fields import choices_of
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


class OrganizationParticulars(forms.Form):
    """What may change about an organization."""

    name = forms.CharField(label=_("Name"), max_length=128)
    short_name = forms.CharField(label=_("Short name"), max_length=64, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=32, required=False)
    is_active = forms.BooleanField(label=_("In service"), required=False)
