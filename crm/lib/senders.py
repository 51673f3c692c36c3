"""From which network address a request came, also behind proxies of our own."""

from django.http import HttpRequest


def network_address(request: HttpRequest, *, proxies: int) -> str:
    """The address that the outermost of `proxies` of our own saw; with none, whoever is connected to us.

    Only the last entries of X-Forwarded-For were written by them. What stands before anybody can make up.
    """
    connected = str(request.META.get("REMOTE_ADDR", ""))
    if not proxies:
        return connected
    seen = [each.strip() for each in request.headers.get("X-Forwarded-For", "").split(",")]
    return seen[-proxies] if len(seen) >= proxies and seen[-proxies] else connected
