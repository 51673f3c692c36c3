import sqlite3
from typing import Any

from django.apps import AppConfig
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from crm.lib.form_words import speak_plainly


class CrmConfig(AppConfig):
    name = "crm"
    label = "crm"

    def ready(self) -> None:
        from crm import checks  # noqa: F401  (registers the system checks)

        speak_plainly()
        connection_created.connect(_as_many_values_as_it_takes)


def _as_many_values_as_it_takes(*, connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Django takes SQLite for its oldest version, with 999 values a statement; a sweep writes ten times as many."""
    if connection.vendor == "sqlite":
        most = connection.connection.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER)
        connection.features.max_query_params = most
