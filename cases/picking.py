"""What was picked in a list, as it stands in an address or a form: "4187.3" is a case and the version one saw."""

import re
from collections.abc import Iterable
from urllib.parse import urlencode

from cases.handing_over_together import Picked

PICKED = "vorgang"
ONE = re.compile(r"(\d{1,9})\.(\d{1,9})", re.ASCII)


def picked_in(values: Iterable[str]) -> list[Picked]:
    """The picked cases, each once; what is no case is left out."""
    found = (ONE.fullmatch(value) for value in dict.fromkeys(values))
    return [Picked(int(match[1]), int(match[2])) for match in found if match]


def picked_query(picked: Iterable[Picked]) -> str:
    return urlencode([(PICKED, str(each)) for each in picked])
