"""Decisions of the policy room without a world: what a rule change touches, numbers in a value."""
