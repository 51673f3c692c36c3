"""What is said after several cases were handed over or taken back, and the way back."""

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.handing_over_together import Together
from cases.picking import picked_query
from crm.lib.number_words import first_word

FROM_BOARD = "auf=leitung"  # the query of who comes from the board of a lead


def say_handed_over(request: HttpRequest, done: Together, *, to: str, back: str) -> None:
    """ "Drei Vorgänge sind an Milan Kovač übergeben.", with the way back, and what stayed with its reason.

    `to` is "" for the team of each; `back`: the query of the page one comes from.
    """
    if done.done:
        undo = f"{reverse('work_take_back')}?{back}&{picked_query(done.done)}"
        messages.success(request, _handed(len(done.done), to), extra_tags=undo)
    _say_left(request, done, _("Nicht übergeben: %(cases)s."))


def say_taken_back(request: HttpRequest, done: Together) -> None:
    """ "Drei Vorgänge sind wieder da.", and what stayed where it is with its reason."""
    number = len(done.done)
    if number:
        words = ngettext("%(n)s Vorgang ist wieder da.", "%(n)s Vorgänge sind wieder da.", number)
        messages.success(request, words % {"n": _first(number)})
    _say_left(request, done, _("Nicht zurückgenommen: %(cases)s."))


def _handed(number: int, to: str) -> str:
    if not to:
        words = ngettext(
            "%(n)s Vorgang ist dem Team zurückgegeben.",
            "%(n)s Vorgänge sind ihrem Team zurückgegeben.",
            number,
        )
        return words % {"n": _first(number)}
    words = ngettext(
        "%(n)s Vorgang ist an %(to)s übergeben.", "%(n)s Vorgänge sind an %(to)s übergeben.", number
    )
    return words % {"n": _first(number), "to": to}


def _say_left(request: HttpRequest, done: Together, words: str) -> None:
    if done.left:
        left = ", ".join(f"#{number} ({why})" for number, why in done.left)
        messages.warning(request, words % {"cases": left})


def _first(number: int) -> str:
    """Numbers of cases: "Ein Vorgang", "Zwei Vorgänge"."""
    return _("Ein") if number == 1 else first_word(number)
