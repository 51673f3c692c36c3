"""The sentence that opens the Zielbild: what is true of the seven goals today."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from crm.dashboard.goal import Goal


def headline(goals: Sequence[Goal]) -> str:
    """ "Zwei Ziele stehen. Eines braucht heute Hilfe." Of the seven; further goals speak for themselves."""
    goals = [goal for goal in goals if not goal.own]
    reached = sum(1 for goal in goals if goal.state == "reached")
    helpless = sum(1 for goal in goals if goal.needs_help)
    return f"{_reached(reached)} {_helpless(helpless)}"


def _reached(number: int) -> str:
    return (
        _("Noch kein Ziel steht."),
        _("Ein Ziel steht."),
        _("Zwei Ziele stehen."),
        _("Drei Ziele stehen."),
        _("Vier Ziele stehen."),
        _("Fünf Ziele stehen."),
        _("Sechs Ziele stehen."),
        _("Alle sieben Ziele stehen."),
    )[number]


def _helpless(number: int) -> str:
    return (
        _("Keines braucht heute Hilfe."),
        _("Eines braucht heute Hilfe."),
        _("Zwei brauchen heute Hilfe."),
        _("Drei brauchen heute Hilfe."),
        _("Vier brauchen heute Hilfe."),
        _("Fünf brauchen heute Hilfe."),
        _("Sechs brauchen heute Hilfe."),
        _("Alle sieben brauchen heute Hilfe."),
    )[number]
