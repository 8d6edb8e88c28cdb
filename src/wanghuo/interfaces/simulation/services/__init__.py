"""Builds the simulated district through the services of the rooms, as real work would."""
