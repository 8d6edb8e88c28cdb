"""Dashboards and ledgers: views over facts, never a second record."""
