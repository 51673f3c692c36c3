"""Strikes a person out of words that stay: name, telephone numbers and e-mail addresses, now and before."""

import re
from collections.abc import Iterable
from typing import Final

from contacts.privacy.rows import Found
from contacts.privacy.stored_words import erased

SHORTEST: Final = 3  # shorter names are also parts of other words
_SAID = {
    "contacts.Customer": ("first_name", "last_name"),
    "contacts.CustomerHistory": ("first_name", "last_name"),
    "contacts.PhoneNumber": ("raw", "e164"),
    "contacts.PhoneNumberHistory": ("raw", "e164"),
    "contacts.EmailAddress": ("raw", "normalised"),
    "contacts.EmailAddressHistory": ("raw", "normalised"),
}


class Striking:
    """Made once for a person, from all rows about them."""

    def __init__(self, found: Iterable[Found]) -> None:
        said = {
            row[name].strip()
            for each in found
            for name in _SAID.get(each.holding.key, ())
            for row in each.rows
        }
        longest_first = sorted((one for one in said if len(one) >= SHORTEST), key=len, reverse=True)
        either = "|".join(re.escape(one) for one in longest_first)
        self._pattern = re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE) if either else None

    def out_of(self, text: str) -> str:
        return self._pattern.sub(erased(), text) if self._pattern else text
