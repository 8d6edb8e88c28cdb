"""What jobs announce."""

from django.dispatch import Signal

queued = Signal()
"""A job waits to be done. Arguments: ``job``."""
