"""Fills an empty database with a company as large as is measured, set-based, so that `manage.py prove` is green."""
