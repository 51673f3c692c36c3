"""Measures how well duplicates are found, on labelled lists that are not part of the product."""
