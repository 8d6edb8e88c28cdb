"""
What this room announces to the floors above.

``next_step_set``  sent with ``hazard`` whenever step, person or day of an open hazard changed
``closed``         sent with ``hazard`` when it is closed

Both are sent inside the transaction, after the rows and the journal entry are written.
"""

from django.dispatch import Signal

next_step_set = Signal()
closed = Signal()
