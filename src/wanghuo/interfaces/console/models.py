"""What the console itself remembers: forms on their way."""

from django.db import models


class SentForm(models.Model):
    """A form somebody sent; ``result_address`` is where its acceptance led, once known."""

    fingerprint = models.CharField(primary_key=True, max_length=64)
    sent_at = models.DateTimeField()
    result_address = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [models.Index(fields=["sent_at"], name="console_sentform_at")]
