"""Whose address counts behind a proxy: the one the proxy saw, never the one a sender claims."""

import pytest
from django.test import RequestFactory

from crm.lib.senders import network_address

pytestmark = pytest.mark.any_store


@pytest.mark.parametrize(
    ("proxies", "forwarded", "found"),
    [
        (0, "198.51.100.1", "10.0.0.1"),
        (1, "198.51.100.1", "198.51.100.1"),
        (1, "203.0.113.9, 198.51.100.1", "198.51.100.1"),
        (2, "203.0.113.9, 198.51.100.1, 10.0.0.2", "198.51.100.1"),
        (2, "198.51.100.1", "10.0.0.1"),
        (1, "", "10.0.0.1"),
    ],
)
def test_the_address_is_the_one_our_own_proxy_saw(proxies: int, forwarded: str, found: str) -> None:
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    request = RequestFactory().get("/kontakt/", REMOTE_ADDR="10.0.0.1", headers=headers)
    assert network_address(request, proxies=proxies) == found
