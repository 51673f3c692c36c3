"""Errors of the API in plain words: `{field: [message]}` for what was sent, `{"detail": message}` for the rest."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from rest_framework import status
from rest_framework.exceptions import APIException, NotFound, ValidationError
from rest_framework.response import Response
from rest_framework.views import exception_handler

from crm.lib.acts import NotAllowed, Outdated, Refused

WHOLE = "non_field_errors"  # where DRF names what no single field can answer for


class VersionRequired(APIException):
    """Whoever changes something says which version they saw."""

    status_code = status.HTTP_428_PRECONDITION_REQUIRED
    default_detail = _("Bitte senden Sie im Kopf „If-Match“ die Version mit, die Sie gelesen haben.")


class Conflict(APIException):
    """The id is taken by something else."""

    status_code = status.HTTP_422_UNPROCESSABLE_ENTITY
    default_detail = _("Diese client_id gehört schon zu einem anderen Kontakt.")


class TooLarge(APIException):
    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    default_detail = _("Diese Sendung ist zu groß.")


def plain_errors(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's handler, in our shapes, and the refusals of acts as answers: 400, 403, 409."""
    if isinstance(error, Refused):
        return Response({name or WHOLE: texts for name, texts in error.messages.items()}, status=400)
    if isinstance(error, NotAllowed | PermissionDenied):
        return Response({"detail": _("Dafür fehlt Ihnen das Recht.")}, status=403)
    if isinstance(error, Outdated):
        return Response({"current": error.current, "differences": by_name(error.differences)}, status=409)
    if isinstance(error, RequestDataTooBig):  # Django's limit; the longest text of a contact needs half of it
        error = TooLarge()
    if isinstance(error, Http404):  # Django's own words are English and name our tables
        error = NotFound()
    response = exception_handler(error, context)
    if response is not None and isinstance(error, ValidationError):
        response.data = by_field(response.data)
    return response


def by_name(differences: Mapping[str, list[Any]]) -> dict[str, list[Any]]:
    """Columns as the API calls them: "owner_id" is "owner"."""
    return {name.removesuffix("_id"): values for name, values in differences.items()}


def by_field(messages: Any) -> dict[str, list[str]]:
    """DRF's nested messages by dotted name: {"new_customer": {"phone": [...]}} becomes "new_customer.phone"."""
    found: dict[str, list[str]] = {}
    for name, text in _walk(messages, ()):
        texts = found.setdefault(name or WHOLE, [])
        if text not in texts:
            texts.append(text)
    return found


def _walk(messages: Any, path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if isinstance(messages, Mapping):
        for key, inner in messages.items():
            # An element of a list is named by the list; what concerns an object as a whole, by the object.
            yield from _walk(inner, path if isinstance(key, int) or key == WHOLE else (*path, key))
    elif isinstance(messages, list):
        for inner in messages:
            yield from _walk(inner, path)
    else:
        yield ".".join(path), str(messages)
