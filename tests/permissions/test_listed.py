"""No address without a rule: the table and the URL configuration hold the same routes."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from tests.permissions.routes import ROUTES


def configured(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, str]]:
    """Path and name of every address, those of included apps with what stands before them."""
    for entry in resolver.url_patterns:
        path = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from configured(entry, path)
        else:
            assert isinstance(entry, URLPattern)
            yield path, entry.name or ""


def test_every_route_is_listed_and_every_listed_route_exists() -> None:
    found = sorted(configured(get_resolver()))
    assert found == sorted((route.path, route.name) for route in ROUTES)


def test_a_route_of_an_included_app_is_found_with_its_prefix() -> None:
    assert ("konto/login/", "account_login") in set(configured(get_resolver()))
    assert ("api/v1/cases/<int:pk>/pause/", "api_pause") in set(configured(get_resolver()))
