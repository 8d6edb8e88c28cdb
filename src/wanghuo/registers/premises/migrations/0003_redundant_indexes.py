"""
Six indexes go whose column leads another one.

Django would lay SQLite's tables anew for each column, that of the premises three times, and check
PostgreSQL's foreign keys again; the indexes alone are dropped instead.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def without(table: str, column: str, suffix: str) -> migrations.RunSQL:
    index = f"{table}_{column}_{suffix}"
    return migrations.RunSQL(
        f'DROP INDEX IF EXISTS "{index}"', f'CREATE INDEX "{index}" ON "{table}" ("{column}")'
    )


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
                migrations.AlterField(
                    model_name="alias",
                    name="premises",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="aliases",
                        to="premises.premises",
                    ),
                ),
                migrations.AlterField(
                    model_name="facility",
                    name="premises",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="facilities",
                        to="premises.premises",
                    ),
                ),
                migrations.AlterField(
                    model_name="managedestate",
                    name="company",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="estates",
                        to="premises.premises",
                    ),
                ),
                migrations.AlterField(
                    model_name="premises",
                    name="accountable_officer",
                    field=models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AlterField(
                    model_name="premises",
                    name="station",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.organization",
                    ),
                ),
                migrations.AlterField(
                    model_name="premises",
                    name="territory",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.territory",
                    ),
                ),
            ],
        ),
    ]
