"""
What this room announces to the floors above, and what it asks them.

``visit_finished``  sent with ``visit``, ``by`` and ``at`` after rows and journal are written
``officers_named``  sent with ``premises``, ``officers`` and ``on`` before officers make a visit; a
                    receiver that knows why one must not raises ``services.OfficerExcluded``
``ground_followed`` sent with ``passing``, ``by`` and ``at`` when open tasks and visits are in step
                    with the ground of their premises (see ``premises.signals.ground_changed``)
``task_ended``      sent with ``task`` (done, missed, excused or cancelled), ``by`` and ``at``
"""

from django.dispatch import Signal

ground_followed = Signal()
officers_named = Signal()
visit_finished = Signal()
task_ended = Signal()
