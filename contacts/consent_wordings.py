"""What customers are asked before they agree: the words we use ourselves, and every wording that was ever agreed to."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import translation
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from contacts.models import ConsentWording, Purpose
from crm.lib.acts import refuse
from crm.lib.lengths import fitting

LONGEST_WORDING: Final = 2_000
TRIES: Final = 3
QUESTIONS: Final = {
    Purpose.SURVEY: gettext_lazy("„Dürfen wir nach dem Abschluss fragen, ob Sie zufrieden sind?“"),
    Purpose.POLL: gettext_lazy(
        "„Dürfen wir Ihnen ab und zu eine kurze Umfrage schicken, auch ohne dass Sie bei uns waren?“"
    ),
    Purpose.NEWS: gettext_lazy("„Dürfen wir Ihnen schreiben, wenn wir Ihren Wunsch umgesetzt haben?“"),
}


@dataclass(frozen=True)
class Question:
    """The words a customer read or was read, and their language ("de")."""

    text: str
    language: str

    @property
    def sha256(self) -> str:
        return sha256(self.text.encode()).hexdigest()


def our_question(purpose: str, *, language: str | None = None) -> Question:
    """How we ask today; without a language, in that of whoever reads it now."""
    language = language or get_language() or settings.LANGUAGE_CODE
    with translation.override(language):
        return Question(str(QUESTIONS[Purpose(purpose)]), language)


def in_other_words(text: str, *, language: str) -> Question | None:
    """What was asked in words of one's own: in a letter, on a form. None for no words. Raises Refused."""
    text = fitting("words", "\n".join(text.splitlines()), LONGEST_WORDING)
    return Question(text, language) if text else None


def shown_as(fingerprint: str, *, purpose: str) -> Question:
    """The words that a page showed when it was opened, also when we have come to ask in other words since.

    Raises Refused when nobody knows them any more: then nobody knows either what was agreed to.
    """
    for code, _name in settings.LANGUAGES:
        question = our_question(purpose, language=code)
        if question.sha256 == fingerprint:
            return question
    known = ConsentWording.objects.filter(purpose=purpose, sha256=fingerprint).first()
    if known is None:
        raise refuse("wording", _("Die Frage lautet inzwischen anders. Bitte fragen Sie noch einmal."))
    return Question(known.text, known.language)


def keep(asked: Question, *, purpose: str, at: datetime, tries: int = TRIES) -> ConsentWording:
    """The row of these words; the first who agrees to them writes it. Two at the same moment share one."""
    same = {"purpose": purpose, "language": asked.language, "sha256": asked.sha256}
    known = ConsentWording.objects.filter(**same).first()
    if known is not None:
        return known
    before = ConsentWording.objects.filter(purpose=purpose, language=asked.language)
    version = (before.aggregate(newest=Max("version"))["newest"] or 0) + 1
    try:
        with transaction.atomic():
            return ConsentWording.objects.create(**same, text=asked.text, version=version, since=at)
    except IntegrityError:  # somebody else wrote these words just now, or took this number for others
        if tries == 1:
            raise
        return keep(asked, purpose=purpose, at=at, tries=tries - 1)


def changed_wordings() -> list[int]:
    """Keys of those whose text is not the one that was agreed to."""
    rows = ConsentWording.objects.order_by("pk").values_list("pk", "text", "sha256")
    return [pk for pk, text, told in rows.iterator() if sha256(text.encode()).hexdigest() != told]
