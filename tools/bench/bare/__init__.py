"""The physical reference: a bare Django application that only answers, reads one row, or inserts one row."""
