"""A simulated district, lived through the same services as real work."""
