"""Addresses of our own pages, each worked out once: a page leads to dozens, most of them the same every time."""

from functools import lru_cache
from typing import Final
from uuid import UUID

from django.conf import settings
from django.urls import get_script_prefix, get_urlconf, reverse

PLAIN: Final = (str, int, UUID)
"""Values that stay what they are; an address made of anything else is worked out each time."""


def address(name: str, *args: object) -> str:
    """As `reverse(name, args=args)`. Raises NoReverseMatch."""
    if not all(isinstance(each, PLAIN) for each in args):
        return reverse(name, args=args)
    return _address(get_urlconf() or settings.ROOT_URLCONF, get_script_prefix(), name, *args)


@lru_cache(maxsize=8_192, typed=True)
def _address(_urlconf: str, _prefix: str, name: str, *args: object) -> str:
    return reverse(name, args=args)
