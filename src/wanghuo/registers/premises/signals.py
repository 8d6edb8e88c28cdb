"""What premises announce."""

from django.dispatch import Signal

registered = Signal()
"""Premises appeared. Arguments: ``premises`` (a list), ``by``, ``at``."""

closed = Signal()
"""Premises closed or moved out of the station's ground. Arguments: ``premises``, ``by``, ``at``."""

ground_changed = Signal()
"""
Premises lie on other ground than before, or their ground is another station's now. Arguments:
``passing`` (``services.Passing``), ``by``, ``at``.

A receiver that finds nobody at the station for what is open there raises
``access.services.NobodyTakesOver``, and the act does not happen.
"""

accountability_changed = Signal()
"""Somebody else answers for premises now. Arguments: ``station``."""

posts_followed = Signal()
"""
Who answers for premises is in step with posts again; rooms above now follow in their turn.
Arguments: ``organization``, ``by``, ``at``, ``is_left`` (see ``access.signals``).
"""

exclusions_asked = Signal()
"""
Who must not act on premises. Arguments: ``station``, ``on``; receivers return a set of pairs of
the ids of person and premises.
"""
