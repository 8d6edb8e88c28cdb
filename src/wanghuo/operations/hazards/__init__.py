"""Faults from finding to proven closure."""
