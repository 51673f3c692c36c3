"""What makes the search quick, by vendor, in this one place.

PostgreSQL: trigrams over the text of a search entry, and words in the order of their bytes, so that an index serves
prefixes in any locale. SQLite: a full-text table of trigrams over the same text, kept in step by triggers. (SQLite
loses triggers when a later migration rebuilds contacts_searchentry: such a migration creates them anew.)
"""

from django.db import migrations

POSTGRESQL = [
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE INDEX contacts_searchentry_trigrams ON contacts_searchentry USING gin (text gin_trgm_ops)",
    'ALTER TABLE contacts_searchword ALTER COLUMN word TYPE varchar(60) COLLATE "C"',
]
POSTGRESQL_BACK = [
    'ALTER TABLE contacts_searchword ALTER COLUMN word TYPE varchar(60) COLLATE "default"',
    "DROP INDEX contacts_searchentry_trigrams",
]
_FORGET = "INSERT INTO contacts_searchtext(contacts_searchtext, rowid, text) VALUES ('delete', old.customer_id, old.text);"
_LEARN = "INSERT INTO contacts_searchtext(rowid, text) VALUES (new.customer_id, new.text);"
SQLITE = [
    "CREATE VIRTUAL TABLE contacts_searchtext USING fts5("
    "text, content='contacts_searchentry', content_rowid='customer_id', tokenize='trigram')",
    f"CREATE TRIGGER contacts_searchtext_added AFTER INSERT ON contacts_searchentry BEGIN {_LEARN} END",
    f"CREATE TRIGGER contacts_searchtext_removed AFTER DELETE ON contacts_searchentry BEGIN {_FORGET} END",
    f"CREATE TRIGGER contacts_searchtext_changed AFTER UPDATE ON contacts_searchentry BEGIN {_FORGET} {_LEARN} END",
    "INSERT INTO contacts_searchtext(contacts_searchtext) VALUES ('rebuild')",
]
SQLITE_BACK = [
    "DROP TRIGGER contacts_searchtext_changed",
    "DROP TRIGGER contacts_searchtext_removed",
    "DROP TRIGGER contacts_searchtext_added",
    "DROP TABLE contacts_searchtext",
]


def build(apps, schema_editor):
    for statement in {"postgresql": POSTGRESQL, "sqlite": SQLITE}[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def remove(apps, schema_editor):
    for statement in {"postgresql": POSTGRESQL_BACK, "sqlite": SQLITE_BACK}[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):

    dependencies = [("contacts", "0001_initial")]

    operations = [migrations.RunPython(build, remove)]
