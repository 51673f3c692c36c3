"""Telephone calls: what systems report about them, read into one kind of event, and the rows they become."""
