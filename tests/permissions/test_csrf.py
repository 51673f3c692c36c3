"""A foreign page cannot act with somebody's session: without the token of our own pages nothing is done."""

import pytest
from django.test import Client

from tests.permissions.asking import Cell, Visitors, never_happened, writes
from tests.permissions.company import PASSWORD, Company
from tests.permissions.routes import ROUTES, Route
from tests.permissions.rules import Rule

pytestmark = [pytest.mark.django_db, pytest.mark.any_store]

SENDING = [
    (route, method)
    for route in ROUTES
    for method in route.methods
    if method != "GET" and route.rule != Rule.KEY  # the key in the address is the authority, no cookie
]


@pytest.mark.parametrize(
    ("route", "method"), SENDING, ids=[f"{method} {route.name}" for route, method in SENDING]
)
def test_without_its_token_nothing_is_sent(
    route: Route, method: str, company: Company, visitors: Visitors
) -> None:
    cell = Cell(route=route, method=method, actor="admin", matter="own" if route.about else "")
    with never_happened():
        browser = Client(enforce_csrf_checks=True)
        browser.force_login(company.people["admin"])
        with writes() as wrote:
            answer = browser.generic(method, visitors.address(cell), b"password=" + PASSWORD.encode())
        assert answer.status_code == 403
        assert wrote == []
