"""What comes in: one JSON document. Anything else is said plainly, and is never a fault of ours."""

import json
from collections.abc import Mapping
from typing import IO, Any

from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser


class PlainJSON(JSONParser):
    """JSON in UTF-8, without NaN and Infinity, which no other program could read back."""

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        try:
            return json.loads(stream.read().decode("utf-8"), parse_constant=_refuse)
        except ValueError as error:  # also what is not UTF-8, and a number of thousands of digits
            raise ParseError(_("Das ist kein lesbares JSON (UTF-8).")) from error
        except RecursionError as error:
            raise ParseError(_("Dieses JSON ist zu tief verschachtelt.")) from error


def _refuse(constant: str) -> None:
    raise ValueError(constant)
