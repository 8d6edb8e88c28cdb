"""
What this room announces to the floors above, and what it asks them.

``visit_finished``  sent with ``visit``, ``by`` and ``at`` after rows and journal are written
``officers_named``  sent with ``premises``, ``officers`` and ``on`` before officers make a visit; a
                    receiver that knows why one must not raises ``services.OfficerExcluded``
``task_ended``      sent with ``task`` (done, missed, excused or cancelled), ``by`` and ``at``
"""

from django.dispatch import Signal

officers_named = Signal()
visit_finished = Signal()
task_ended = Signal()
