"""An answer in words, as the story of a case tells it."""

from django.utils.translation import gettext as _

from feedback.models import Invitation, Solved, SurveyAnswer


def told(said: SurveyAnswer) -> str:
    """ "Umfrage: teilweise gelöst, 2 von 5." and the customer's words."""
    line = _("Umfrage: %(answers)s.") % {"answers": score_words(said) or _("beantwortet")}
    return "\n".join([line, _("„%(text)s“") % {"text": said.text}]) if said.text else line


def score_words(said: SurveyAnswer) -> str:
    """ "teilweise gelöst, 2 von 5", or nothing where no such question was answered."""
    parts = [_solved_words(said.solved)] if said.solved else []
    if said.score is not None:
        parts.append(_("%(score)s von 5") % {"score": said.score})
    if said.nps is not None:
        parts.append(_("Weiterempfehlung %(score)s von 10") % {"score": said.nps})
    if said.ces is not None:
        parts.append(_("Leichtigkeit %(score)s von 7") % {"score": said.ces})
    return ", ".join(parts)


def concern(said: SurveyAnswer) -> str:
    """What the case of a low score is about; its first line becomes the title."""
    return f"{_title(said)}\n{told(said)}"


def _solved_words(solved: str) -> str:
    words = {Solved.YES: _("gelöst"), Solved.PARTLY: _("teilweise gelöst"), Solved.NO: _("nicht gelöst")}
    return words[Solved(solved)]


def _title(said: SurveyAnswer) -> str:
    invitation: Invitation = said.invitation
    if invitation.case is None:
        return _("Unzufrieden (Umfrage)")
    number = {"number": invitation.case.number}
    if said.solved == Solved.NO:
        return _("#%(number)s nicht gelöst (Umfrage)") % number
    if said.solved == Solved.PARTLY:
        return _("#%(number)s nur teilweise gelöst (Umfrage)") % number
    return _("Unzufrieden mit #%(number)s (Umfrage)") % number
