"""What the database knows of its own tables when it chooses an index."""

from __future__ import annotations

from django.db import connection

ROWS_LOOKED_AT = 1000
"""Of each index: enough to tell a rare value from a common one, in milliseconds."""


def refresh() -> None:
    """Let SQLite look at its tables anew; PostgreSQL does so by itself."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA analysis_limit = {ROWS_LOOKED_AT}")
            cursor.execute("ANALYZE")
