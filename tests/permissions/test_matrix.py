"""Every route x method x actor x matter: the rule is the answer, a refusal writes and tells nothing (S1)."""

from collections.abc import Callable, Iterator

import pytest
from django.conf import settings

from tests.permissions.asking import Cell, Visitors
from tests.permissions.routes import METHODS, ROUTES, Route
from tests.permissions.rules import ACTORS

pytestmark = pytest.mark.django_db

Record = Callable[[str, object], None]
LEAST = 3_000
FEW = {"", "own", "capture"}  # enough to see that a method is not answered


def cells(route: Route) -> Iterator[Cell]:
    """That a method is not answered is decided before the rule: the actors take turns to hear it."""
    for turn, method in enumerate(METHODS, start=ROUTES.index(route)):
        answered = method in route.methods
        for matter in route.variable:
            if not answered and matter not in FEW:
                continue
            for query in route.queries if method == "GET" and answered else ("",):
                for actor in ACTORS if answered else (ACTORS[turn % len(ACTORS)],):
                    yield Cell(route=route, method=method, actor=actor, matter=matter, query=query)


def on_this_store() -> list[Route]:
    """Every route with SQLite; the rules are the same on the other store, where every tenth shows it."""
    return list(ROUTES) if settings.EMBEDDED_DATABASE else list(ROUTES)[::10]


@pytest.mark.parametrize("route", on_this_store(), ids=lambda route: route.name or route.path)
def test_everybody_gets_what_the_rule_says(route: Route, visitors: Visitors, record_property: Record) -> None:
    troubles = [visitors.wrong(cell) for cell in cells(route)]
    wrong = [trouble for trouble in troubles if trouble]
    record_property("cells", len(troubles))
    record_property("leaks", len(wrong))
    assert wrong == []


def test_there_are_enough_cells() -> None:
    assert sum(1 for route in ROUTES for _ in cells(route)) >= LEAST
