"""Looking changes nothing: GET and HEAD over every address, leave every row as it was (S7)."""

import hashlib

import pytest
from django.apps import apps

from tests.permissions.asking import Cell, Visitors
from tests.permissions.company import Company
from tests.permissions.routes import ROUTES

pytestmark = pytest.mark.django_db

# Who is signed in; when a sweep ran; how often a short address was opened on a day, without a word about who did.
LOOKERS = ("nobody", "frontdesk", "admin")  # what the others open, one of these opens too
NOT_OURS = {"sessions.Session", "outbox.Heartbeat", "contacts.CampaignVisit", "contacts.VisitPlace"}


def everything() -> dict[str, str]:
    """A checksum of every row of every table."""
    return {
        model._meta.label: hashlib.sha256(
            repr(list(model._base_manager.order_by("pk").values_list())).encode()
        ).hexdigest()
        for model in apps.get_models(include_auto_created=True)
        if model._meta.label not in NOT_OURS
    }


@pytest.mark.any_store
@pytest.mark.parametrize("actor", LOOKERS)
def test_looking_at_everything_changes_no_row(actor: str, company: Company, visitors: Visitors) -> None:
    before = everything()
    looked = 0
    for route in ROUTES:
        if route.name == "account_logout":
            continue  # the browser would be signed out: a session, and no row of ours
        for matter in route.variable:
            for method in ("GET", "HEAD") if actor == "frontdesk" else ("GET",):
                for query in route.queries if method == "GET" else ("",):
                    visitors.ask(Cell(route=route, method=method, actor=actor, matter=matter, query=query))
                    looked += 1
    assert looked > len(ROUTES)
    assert everything() == before


def test_a_changed_row_would_be_seen(company: Company) -> None:
    before = everything()
    company.matters["own"].case.links.update(opened_case=False)
    changed = [label for label, checksum in everything().items() if checksum != before[label]]
    assert changed == ["cases.CaseContact"]
