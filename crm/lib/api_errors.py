"""Errors of the API in plain words: `{field: [message]}` for what was sent, `{"detail": message}` for the rest."""

from typing import Any

from rest_framework.response import Response
from rest_framework.views import exception_handler


def plain_errors(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's handler, with one shape: a bare list of messages becomes {"detail": ...}."""
    response = exception_handler(error, context)
    if response is not None and isinstance(response.data, list):
        response.data = {"detail": " ".join(str(message) for message in response.data)}
    return response
