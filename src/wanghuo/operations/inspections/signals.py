"""
What this room announces to the floors above.

``visit_finished``  sent with ``visit``, ``by`` and ``at`` after rows and journal are written
``task_ended``      sent with ``task`` (done, missed, excused or cancelled), ``by`` and ``at``
"""

from django.dispatch import Signal

visit_finished = Signal()
task_ended = Signal()
