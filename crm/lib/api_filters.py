"""Filters of lists, read from the query. A filter nobody can mean is refused, not silently ignored."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from crm.lib.api_fields import LARGEST_ID

LONGEST_NUMBER = 19


def chosen_id(request: Request, name: str) -> int | None:
    """The id in `?name=`, or None without one."""
    value = request.query_params.get(name, "")
    if not value:
        return None
    if not (value.isascii() and value.isdecimal() and len(value) <= LONGEST_NUMBER):
        raise ValidationError({name: [_("Hier gehört eine Nummer (id) hin.")]})
    return min(int(value), LARGEST_ID)


def chosen_code(request: Request, name: str, known: Sequence[str]) -> str:
    """The code in `?name=`, or "" without one."""
    value = request.query_params.get(name, "")
    if value and value not in known:
        raise ValidationError({name: [_("Hier gibt es nur: %(known)s.") % {"known": ", ".join(known)}]})
    return value


def by_id(name: str, description: str | Promise) -> OpenApiParameter:
    return OpenApiParameter(name, OpenApiTypes.INT64, description=description)


def by_code(name: str, known: Sequence[str], description: str | Promise) -> OpenApiParameter:
    return OpenApiParameter(name, OpenApiTypes.STR, enum=list(known), description=description)
