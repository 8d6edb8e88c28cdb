"""Forms of local decisions; they validate and never save."""

from __future__ import annotations

from typing import Any

import yaml
from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wanghuo.foundation.rulebook.deadlines import Unit
from wanghuo.foundation.rulebook.editions import Edition
from wanghuo.foundation.support.fields import choices_of
from wanghuo.registers.policy import selectors
from wanghuo.registers.policy.domain import numbers
from wanghuo.registers.policy.domain.places import surroundings


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class LocalEditionForm(forms.Form):
    """
    A local edition that starts from the value now in force.

    Rules made of numbers are offered number by number, the others as YAML text.
    """

    place = forms.ChoiceField(label=_("Place it counts for"))
    since = forms.DateField(label=_("In force from"), widget=DayInput())
    until = forms.DateField(
        label=_("Until, not including"),
        required=False,
        widget=DayInput(),
        help_text=_("Leave empty while no end is known."),
    )
    document = forms.CharField(
        label=_("Document that decided it"),
        required=False,
        max_length=128,
        help_text=_("Title and number, as it is to be cited."),
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    is_confirmed = forms.BooleanField(
        label=_("Confirmed by the competent authority"),
        required=False,
        help_text=_("Without it the edition counts and is shown as to be confirmed."),
    )

    def __init__(self, *args: Any, edition: Edition, place: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.edition = edition
        around_here = surroundings(place)
        names = selectors.places_named(around_here)
        around = [(code, str(names[code])) for code in around_here]
        chooser = self.fields["place"]
        assert isinstance(chooser, forms.ChoiceField)
        chooser.choices = around[::-1]
        self.has_numbers = numbers.is_edited_as_numbers(edition.key)
        if self.has_numbers:
            self._offer_numbers()
        else:
            self._offer_text()

    def _offer_numbers(self) -> None:
        for number in numbers.numbers_in(self.edition.value):
            self.fields[f"number__{number.name}"] = forms.IntegerField(
                label=str(number.label), min_value=0, max_value=1_000_000, initial=number.amount
            )
        if self.edition.key.startswith("deadlines."):
            self.fields["unit"] = forms.ChoiceField(
                label=_("Counted in"), choices=choices_of(Unit), initial=self.edition.value["unit"]
            )

    def _offer_text(self) -> None:
        written = yaml.safe_dump(self.edition.value, allow_unicode=True, sort_keys=False, width=100)
        self.fields["text"] = forms.CharField(
            label=_("Value"),
            initial=written,
            widget=forms.Textarea(attrs={"rows": 24, "class": "code", "spellcheck": "false"}),
            help_text=_("YAML, as in the rule files. Change only what differs."),
        )

    def clean_text(self) -> Any:
        try:
            return yaml.load(self.cleaned_data["text"], Loader=yaml.CSafeLoader)
        except yaml.YAMLError as fault:
            raise forms.ValidationError(
                gettext("This is not readable YAML: %(fault)s") % {"fault": fault}
            ) from fault

    @property
    def value(self) -> Any:
        """The value as it was filled in."""
        if not self.has_numbers:
            return self.cleaned_data["text"]
        amounts = {
            name.removeprefix("number__"): amount
            for name, amount in self.cleaned_data.items()
            if name.startswith("number__")
        }
        value = numbers.with_numbers(self.edition.value, amounts)
        if "unit" in self.cleaned_data:
            value["unit"] = self.cleaned_data["unit"]
        return value


class ReasonForm(forms.Form):
    """A reason and the version that was seen, for confirming or withdrawing."""

    version = forms.IntegerField(widget=forms.HiddenInput())
    reason = forms.CharField(label=_("Reason"), max_length=500)


class EndForm(ReasonForm):
    until = forms.DateField(label=_("Until, not including"), widget=DayInput())


class DayForm(forms.Form):
    """What one day of the working calendar is to be."""

    kind = forms.ChoiceField(
        label=_("This day is"),
        choices=[
            ("WORKED", _("a working day")),
            ("OFF", _("a day off")),
            ("SHIPPED", _("as the shipped calendar says")),
        ],
        widget=forms.RadioSelect(),
    )
    name = forms.CharField(
        label=_("Name of the day off"), required=False, max_length=32,
        help_text=_("For example 春节."),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Notice it follows"), max_length=128, help_text=_("Title and number.")
    )


class YearForm(forms.Form):
    """The notice by which a year counts as confirmed."""

    reason = forms.CharField(
        label=_("Notice it follows"), max_length=128, help_text=_("Title and number.")
    )
