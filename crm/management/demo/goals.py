"""What the demo company settled about its goals: who looks after which, one that is softer, one of its own."""

from datetime import datetime
from typing import Final

from crm.dashboard.goal_choices import save_own_goal, settle_goal
from crm.management.demo.company import Company

KEEPERS: Final = {
    "capture": "leitung",
    "at_once": "teamleitung",
    "nothing_forgotten": "teamleitung",
    "master_data": "vorgang",
    "praise_complaint": "teamleitung",
    "listening": "leitung",
    "thinking_ahead": "leitung",
}
MASTER_DATA_FIRST: Final = 80


def aim(company: Company, *, at: datetime) -> None:
    people, admin = company.users, company.users["admin"]
    for code, username in KEEPERS.items():
        softer = code == "master_data"
        settle_goal(
            code,
            target=MASTER_DATA_FIRST if softer else None,
            keeper=people[username],
            by=admin,
            at=at,
            reason="Bis zum Sommer 80 %, dann das Ziel der Vision." if softer else "",
        )
    save_own_goal(
        None,
        title="Zufriedene Kundschaft",
        sentence="Wer bei uns war, soll gern wiederkommen.",
        figure="csat",
        target=85,
        at_most=False,
        keeper=people["leitung"],
        by=admin,
        at=at,
    )
