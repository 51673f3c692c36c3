"""A company of any size in an empty database, written set by set, so that `manage.py prove` is green."""
