"""
Six indexes go whose column leads another one.

Django would lay SQLite's tables anew for each column, that of the premises three times, and check
PostgreSQL's foreign keys again; the indexes alone are dropped instead.
"""

from typing import Any

from django.conf import settings
from django.db import migrations
from django.db.models import CASCADE, PROTECT, ForeignKey


def without(table: str, column: str, suffix: str) -> migrations.RunSQL:
    index = f"{table}_{column}_{suffix}"
    return migrations.RunSQL(
        f'DROP INDEX IF EXISTS "{index}"', f'CREATE INDEX "{index}" ON "{table}" ("{column}")'
    )


def unindexed(
    model: str, field: str, to: str, on_delete: Any = PROTECT, related: str = "+", **more: Any
) -> migrations.AlterField:
    key: Any = ForeignKey(to, on_delete, related_name=related, db_index=False, **more)
    return migrations.AlterField(model, field, key)


class Migration(migrations.Migration):
    dependencies = [
        ("organization", "0001_initial"),
        ("premises", "0002_search"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                without("premises_alias", "premises_id", "9d7cac80"),
                without("premises_facility", "premises_id", "2713587a"),
                without("premises_managedestate", "company_id", "c4c6c151"),
                without("premises_premises", "accountable_officer_id", "d1b920f9"),
                without("premises_premises", "station_id", "008ab041"),
                without("premises_premises", "territory_id", "67cdcbe5"),
            ],
            state_operations=[
                unindexed("alias", "premises", "premises.premises", CASCADE, "aliases"),
                unindexed("facility", "premises", "premises.premises", CASCADE, "facilities"),
                unindexed("managedestate", "company", "premises.premises", CASCADE, "estates"),
                unindexed("premises", "accountable_officer", settings.AUTH_USER_MODEL, null=True),
                unindexed("premises", "station", "organization.organization"),
                unindexed("premises", "territory", "organization.territory"),
            ],
        ),
    ]
