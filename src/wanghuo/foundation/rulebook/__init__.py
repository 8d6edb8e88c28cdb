"""Finds the rule in force on a day and counts working days; no Django."""
