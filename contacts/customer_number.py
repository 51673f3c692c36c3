"""Somebody names a customer by the number: "20418", "K-20418", "k 20418"."""

import re

_NUMBER = re.compile(r"\s*(?:k\s*-?\s*)?(\d{1,9})\s*", re.IGNORECASE)


def number_in(typed: str) -> int | None:
    found = _NUMBER.fullmatch(typed)
    return int(found[1]) if found else None
