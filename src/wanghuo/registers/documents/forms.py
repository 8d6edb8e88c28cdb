"""What a person types about a document; checked here, decided in the services."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wanghuo.foundation.support.fields import choices_of
from wanghuo.registers.documents.domain.sheets import SignatureRole
from wanghuo.registers.documents.domain.states import Relation, ServiceMethod

DRAWN = "data:image/png;base64,"


class SignForm(forms.Form):
    """A hand drawn on glass arrives as the picture the canvas made of it."""

    role = forms.ChoiceField(
        label=_("Who signs"), choices=choices_of(SignatureRole), widget=forms.RadioSelect
    )
    name = forms.CharField(label=_("Name of the person"), max_length=64)
    signature = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean_signature(self) -> bytes:
        drawn = self.cleaned_data["signature"]
        if not drawn.startswith(DRAWN):
            self.add_error(None, _("Sign on the white field first."))
            return b""
        try:
            return base64.b64decode(drawn.removeprefix(DRAWN), validate=True)
        except binascii.Error:
            self.add_error(None, _("The signature did not arrive whole. Sign again."))
            return b""


class ScanForm(forms.Form):
    scan = forms.FileField(
        label=_("Scan of the signed paper"),
        help_text=_("PDF, JPEG or PNG, at most 20 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf,image/jpeg,image/png"}),
    )


class ServeForm(forms.Form):
    method = forms.ChoiceField(label=_("How it was served"), choices=choices_of(ServiceMethod))
    recipient = forms.CharField(label=_("Received by"), max_length=128)
    relation = forms.ChoiceField(
        label=_("Relation to the addressee"),
        choices=[("", "—"), *choices_of(Relation)],
        required=False,
    )
    served_at = forms.DateTimeField(
        label=_("Day and time of service"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
    )
    place = forms.CharField(label=_("Place of service"), max_length=200, required=False)
    witness = forms.CharField(
        label=_("Witness"),
        max_length=64,
        required=False,
        help_text=_("Needed when the document was refused and left at the place."),
    )
    remarks = forms.CharField(
        label=_("Remarks"), max_length=500, required=False, widget=forms.Textarea({"rows": 2})
    )


class VoidForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is void"),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("The document keeps its number and stays in the archive, marked as void."),
    )


class PreviewForm(forms.Form):
    """A payload to be drawn without being issued: ``payload`` is its JSON."""

    kind = forms.CharField(max_length=32)
    payload = forms.JSONField()
    form = forms.ChoiceField(choices=[("png", "png"), ("pdf", "pdf"), ("docx", "docx")])

    def clean_payload(self) -> dict[str, Any]:
        payload = self.cleaned_data["payload"]
        if not isinstance(payload, dict):
            raise forms.ValidationError(_("The payload must be an object."))
        return payload
