"""Values that a page shows many of."""

from typing import Any


class Shown:
    """A template asks for `value["name"]` before it asks for `value.name`; an answer to the first question spares it
    an error for each field of each line, which cost more than all that is written.
    """

    def __getitem__(self, name: str) -> Any:
        return getattr(self, name)
