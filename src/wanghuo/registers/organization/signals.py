"""What organizations announce."""

from django.dispatch import Signal

jurisdictions_changed = Signal()
"""
An organization covers ground from now on, or no longer. Arguments: ``organization``,
``territory`` (with everything below it), ``by``, ``at``.

A receiver that finds no station, or nobody at it, for what lies there raises its refusal, and the
act does not happen.
"""
