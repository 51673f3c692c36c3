"""A backup is one file that knows no database: every row as JSON, every stored file, and what both must add up to."""
