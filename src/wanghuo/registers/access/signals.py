"""What access announces."""

from django.dispatch import Signal

assignments_changed = Signal()
"""
Posts were taken up or left. Arguments: ``organization``, ``by``, ``at``, ``is_left``.

Where a post was left (``is_left``), a receiver that finds nobody for what is open raises
``services.NobodyTakesOver``, and the act does not happen.
"""
