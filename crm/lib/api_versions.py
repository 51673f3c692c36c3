"""Optimistic locking over HTTP: the ETag is the row's version, a change brings the version it saw in If-Match."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from rest_framework.request import Request

from crm.lib.acts import Outdated
from crm.lib.api_errors import VersionRequired

VERSION = re.compile(r'(?:W/)?("?)(\d{1,18})\1')


def version_seen(
    request: Request, current: int, differences: Callable[[int], Mapping[str, list[Any]]]
) -> int:
    """The version in If-Match (bare or quoted). Raises VersionRequired, Outdated.

    Asked before the body is read, so that nobody corrects fields of a row that has moved on. The act checks again
    under its lock.
    """
    match = VERSION.fullmatch(request.headers.get("If-Match", "").strip())
    if match is None:
        raise VersionRequired
    seen = int(match[2])
    if seen != current:
        raise Outdated(current=current, differences=differences(seen))
    return seen


def etag(version: int) -> dict[str, str]:
    return {"ETag": f'"{version}"'}
