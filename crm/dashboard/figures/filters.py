"""One filter at a time: figures are stored by one dimension at a time, so that nobody can be told by crossing them."""

from dataclasses import dataclass
from typing import Final

from django.http import QueryDict
from django.utils.translation import gettext as _

from contacts.models import Channel

ONE_AT_A_TIME: Final = ("kanal", "anliegen", "standort")
HIGHEST: Final = 2**31


@dataclass(frozen=True)
class Filters:
    """At most one of them is set."""

    channel: str = ""
    topic: int | None = None
    site: int | None = None

    @property
    def dimension(self) -> str:
        """Under which the figures are stored; "" is the whole company."""
        if self.channel:
            return f"channel:{self.channel}"
        if self.topic is not None:
            return f"topic:{self.topic}"
        return f"site:{self.site}" if self.site is not None else ""

    @property
    def kind(self) -> str:
        return self.dimension.partition(":")[0]

    @property
    def query(self) -> str:
        """The filter in an address."""
        name = {"channel": "kanal", "topic": "anliegen", "site": "standort"}.get(self.kind, "")
        return f"{name}={self.dimension.partition(':')[2]}" if name else ""


def chosen(typed: QueryDict) -> tuple[Filters, str]:
    """What the address says, and in one sentence what of it could not be."""
    asked = [name for name in ONE_AT_A_TIME if typed.get(name)]
    if not asked:
        return Filters(), ""
    value = str(typed[asked[0]])
    notice = _("Es gilt immer nur ein Filter auf einmal.") if len(asked) > 1 else ""
    if asked[0] == "kanal" and value in Channel.values:
        return Filters(channel=value), notice
    if asked[0] != "kanal" and value.isdecimal() and int(value) < HIGHEST:
        key = int(value)
        return (Filters(topic=key) if asked[0] == "anliegen" else Filters(site=key)), notice
    return Filters(), _("Diesen Filter gibt es nicht. Sie sehen alles.")
