"""Decisions about hazards: what may be ordered, what comes next, and until when."""
