"""What comes in: one JSON document of a sensible size. Anything else is said plainly, and never a fault of ours."""

import json
from collections.abc import Mapping
from typing import IO, Any

from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser

from crm.lib.api_errors import TooLarge

LARGEST_BODY = 1_000_000  # bytes; the longest text of a contact takes at most 600,000


class PlainJSON(JSONParser):
    """JSON in UTF-8, without NaN and Infinity, which no other program could read back."""

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        sent = stream.read(LARGEST_BODY + 1)
        if len(sent) > LARGEST_BODY:
            raise TooLarge
        try:
            return json.loads(sent.decode("utf-8"), parse_constant=_refuse)
        except ValueError as error:  # also what is not UTF-8, and a number of thousands of digits
            raise ParseError(_("Das ist kein lesbares JSON (UTF-8).")) from error
        except RecursionError as error:
            raise ParseError(_("Dieses JSON ist zu tief verschachtelt.")) from error


def _refuse(constant: str) -> None:
    raise ValueError(constant)
