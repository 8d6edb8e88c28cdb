"""Reads the tables people really have, writes the ones they need; no Django."""
