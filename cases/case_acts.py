"""Which acts a person is offered on a case, in the order of the work. Whether they may is decided by the facts."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from cases.case_facts import CaseFacts
from cases.models import Status
from crm.company.models import User
from crm.lib.shown import Shown


@dataclass(frozen=True)
class Offer(Shown):
    """A button. `address` is the name of the page with its form; `key` presses it on the keyboard."""

    address: str
    label: str
    icon: str
    key: str = ""


@dataclass(frozen=True)
class Offers(Shown):
    """`first` is the main one; `takes_over` and `goes_on` need no form of their own; `urgent`: somebody waits for
    "Gesehen, ich kümmere mich"; `menu` is what is seldom needed."""

    first: Offer
    more: list[Offer]
    takes_over: bool
    goes_on: bool
    acknowledge: Offer | None
    urgent: bool
    menu: list[Offer]


def acts_for(facts: CaseFacts, *, user: User) -> Offers:
    """Everybody may add a contact; the rest is for those who may change the case."""
    case = facts.case
    is_open = case.status != Status.RESOLVED
    waits = case.status == Status.WAITING
    reply = Offer("case_contact", _("Rückmelden"), "send", "a")
    seen = Offer("case_acknowledge", _("Gesehen, ich kümmere mich"), "eye", "g")
    more: list[Offer] = []
    if facts.changes:
        more.append(Offer("case_note", _("Notiz, Datei"), "pen", "n"))
        if is_open:
            wait = _("Länger warten …") if waits else _("Warten bis …")
            more += [
                Offer("case_wait", wait, "pause", "w"),
                Offer("case_hand_over", _("Übergeben"), "arrow-to", "u"),
                Offer("case_resolve", _("Lösen"), "check", "l"),
            ]
        elif not facts.cancelled and facts.merged is None:
            more.append(Offer("case_reopen", _("Wieder öffnen"), "undo", "o"))
    return Offers(
        first=reply,
        more=more,
        takes_over=facts.changes and is_open and case.owner_id != user.pk,
        goes_on=facts.changes and waits,
        acknowledge=seen if is_open and facts.acknowledges else None,
        urgent=case.unacknowledged_since is not None,
        menu=_menu(facts),
    )


def _menu(facts: CaseFacts) -> list[Offer]:
    if not facts.changes:
        return []
    link = Offer("case_link", _("Verknüpfen"), "link")
    if facts.case.status == Status.RESOLVED:
        return [link]
    return [
        Offer("case_priority", _("Dringlichkeit ändern"), "flag"),
        Offer("case_merge", _("Zusammenführen"), "merge"),
        Offer("case_split", _("Abtrennen"), "arrow-to"),
        link,
    ]
