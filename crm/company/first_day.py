"""Somebody's first day: the counter shows them around once, and again whenever they ask for it."""

from datetime import datetime

from crm.company.models import User
from crm.lib.history import save_as


def end_tour(user: User, *, at: datetime) -> None:
    """They have seen it, or did not want to. Nothing is written where nothing was due."""
    if user.tour_due:
        user.tour_due = False
        save_as(user, by=user, at=at, update_fields=["tour_due"])
