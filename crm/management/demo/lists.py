"""The lists people of the demo company keep under a name of their own."""

from datetime import datetime
from typing import Final, NamedTuple
from urllib.parse import urlencode

from django.http import QueryDict

from cases.models import Priority
from cases.saved_views import save_view
from cases.work_address import LIST, listing
from cases.worklist import WorkList
from contacts.models import Channel
from crm.company.permissions import viewer_of
from crm.company.presence import company_day
from crm.management.demo.company import Company


class Kept(NamedTuple):
    """Who keeps which list under which name; `topic` by its name, `filters` as in the address."""

    user: str
    name: str
    which: WorkList
    topic: str = ""
    filters: dict[str, str] = {}


KEPT: Final = (
    Kept("vorgang", "Rechnungen", WorkList.TEAM, topic="Rechnung"),
    Kept("vorgang", "Per E-Mail gekommen", WorkList.TEAM, filters={"kanal": Channel.EMAIL.value}),
    Kept("teamleitung", "Dringend", WorkList.ALL, filters={"dringlichkeit": Priority.URGENT.value}),
    Kept("riedl", "Risse und Leimfugen", WorkList.TEAM, topic="Reparatur: Riss, Leimfuge"),
)


def keep_lists(company: Company, *, at: datetime) -> None:
    """Each as if saved on its page."""
    for kept in KEPT:
        user = company.users[kept.user]
        topic = {"anliegen": str(company.topics[kept.topic].pk)} if kept.topic else {}
        asked = QueryDict(urlencode({LIST: kept.which.value, **topic, **kept.filters}))
        save_view(user, name=kept.name, query=listing(asked, viewer_of(user, today=company_day(at))).query)
