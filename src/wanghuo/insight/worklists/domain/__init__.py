"""The shape of a worklist, without a database."""
