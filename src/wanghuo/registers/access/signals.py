"""What access announces."""

from django.dispatch import Signal

assignments_changed = Signal()
"""Posts were taken up or left. Arguments: ``organization``, ``by``, ``at``."""
