"""
What this room announces to the floors above, and what it asks them.

``next_step_set``   sent with ``hazard``, ``by`` and ``at`` whenever step, person or day of an open
                    hazard changed
``closed``          sent with ``hazard``, ``by`` and ``at`` when it is closed
``posts_followed``  sent with ``organization``, ``by``, ``at`` and ``is_left`` when open hazards
                    are in step with posts again (see ``access.signals``)
``ground_followed`` sent with ``passing``, ``by`` and ``at`` when open hazards are in step with the
                    ground of their premises (see ``premises.signals.ground_changed``)
``pictures_asked``  sent with ``hazard``; receivers return a list of ``domain.extras.Picture``
``visit_asked``     sent with ``hazard`` and ``reader``; receivers return the address of the page on
                    which the re-inspection is done, or None

The first two are sent inside the transaction, after the rows and the journal entry are written.
"""

from django.dispatch import Signal

next_step_set = Signal()
closed = Signal()
posts_followed = Signal()
ground_followed = Signal()
pictures_asked = Signal()
visit_asked = Signal()
