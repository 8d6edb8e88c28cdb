"""Agencies of both lines, townships, territories, posts and who covers what."""
