"""Measures Anklang beside a bare Django application, on PostgreSQL and on SQLite: `python -m tools.bench`."""
