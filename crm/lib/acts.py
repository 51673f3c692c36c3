"""How an act says no. Views and the API turn these into one plain message each."""

from collections.abc import Mapping
from typing import Any


class Refused(Exception):
    """What was asked cannot be done; `messages` names each field ("" for the whole) and says what to do."""

    def __init__(self, messages: Mapping[str, list[str]]) -> None:
        self.messages = {field: [str(text) for text in texts] for field, texts in messages.items()}
        super().__init__("; ".join(text for texts in self.messages.values() for text in texts))


class NotAllowed(Exception):
    """This person may not do that."""


class Outdated(Exception):
    """Somebody was faster. `current` is the version now; `differences` are {field: [theirs_before, theirs_now]}."""

    def __init__(self, *, current: int, differences: Mapping[str, list[Any]]) -> None:
        self.current = current
        self.differences = dict(differences)
        super().__init__(f"version {current}")


def refuse(field: str, message: str) -> Refused:
    return Refused({field: [message]})
