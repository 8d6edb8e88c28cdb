"""Full-text index over the search tokens: FTS5 on SQLite, GIN on PostgreSQL."""

from django.db import migrations

SQLITE = [
    """
    CREATE VIRTUAL TABLE premises_search USING fts5(
        tokens, content='premises_searchentry', content_rowid='id',
        tokenize="unicode61 remove_diacritics 0", prefix='2 3'
    )
    """,
    """
    CREATE TRIGGER premises_search_insert AFTER INSERT ON premises_searchentry BEGIN
        INSERT INTO premises_search(rowid, tokens) VALUES (new.id, new.tokens);
    END
    """,
    """
    CREATE TRIGGER premises_search_delete AFTER DELETE ON premises_searchentry BEGIN
        INSERT INTO premises_search(premises_search, rowid, tokens)
        VALUES ('delete', old.id, old.tokens);
    END
    """,
    """
    CREATE TRIGGER premises_search_update AFTER UPDATE OF tokens ON premises_searchentry BEGIN
        INSERT INTO premises_search(premises_search, rowid, tokens)
        VALUES ('delete', old.id, old.tokens);
        INSERT INTO premises_search(rowid, tokens) VALUES (new.id, new.tokens);
    END
    """,
]
POSTGRESQL = [
    """
    CREATE INDEX premises_search ON premises_searchentry
    USING gin (array_to_tsvector(string_to_array(tokens, ' ')))
    """
]
SQLITE_BACK = [
    "DROP TRIGGER premises_search_update",
    "DROP TRIGGER premises_search_delete",
    "DROP TRIGGER premises_search_insert",
    "DROP TABLE premises_search",
]


def build(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[vendor]:
        schema_editor.execute(statement)


def remove(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for statement in {"sqlite": SQLITE_BACK, "postgresql": ["DROP INDEX premises_search"]}[vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("premises", "0001_initial")]

    operations = [migrations.RunPython(build, remove)]
