"""What premises announce."""

from django.dispatch import Signal

registered = Signal()
"""Premises appeared. Arguments: ``premises`` (a list), ``by``, ``at``."""

closed = Signal()
"""Premises closed or moved out of the station's ground. Arguments: ``premises``, ``by``, ``at``."""

accountability_changed = Signal()
"""Somebody else answers for premises now. Arguments: ``station``."""
