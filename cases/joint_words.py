"""What a story says when cases are merged, parted, split and linked."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from cases.linked import link_words
from cases.models import CaseEvent
from cases.story_entry import Entry, Sentence, Teller, who


def _said(words: Callable[[], str], icon: str) -> Sentence:
    def sentence(event: CaseEvent, _teller: Teller) -> Entry:
        did = words() % {"number": event.data["number"]}
        return Entry(at=event.at, who=who(event), did=did, icon=icon, small=True, case=event.data["number"])

    return sentence


def _linked(event: CaseEvent, _teller: Teller) -> Entry:
    words = link_words(back=event.data["side"] == "in")[event.data["kind"]]
    did = _("verknüpft mit #%(number)d (%(words)s)") % {"number": event.data["number"], "words": words}
    return Entry(at=event.at, who=who(event), did=did, icon="link", small=True, case=event.data["number"])


JOINT: dict[str, Sentence] = {
    "merged": _said(lambda: _("nimmt #%(number)d hier auf; das frühere Versprechen gilt"), "merge"),
    "merged_into": _said(lambda: _("führt diesen Vorgang mit #%(number)d zusammen"), "merge"),
    "parted": _said(lambda: _("trennt #%(number)d wieder ab, jeder hat seine eigenen Fristen"), "undo"),
    "split": _said(lambda: _("trennt #%(number)d von hier ab"), "arrow-to"),
    "linked": _linked,
    "unlinked": _said(lambda: _("löst die Verknüpfung mit #%(number)d"), "link"),
}
