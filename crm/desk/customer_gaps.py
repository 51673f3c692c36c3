"""How complete a customer's master data are: the weighted share of rules fulfilled, the exact gaps, what to ask."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contacts.quality import FINDINGS
from contacts.rules import REASON_MISSING, SOURCE_MISSING, applying_to, score
from contacts.search_index import Findable
from crm.desk.questions import Choice
from crm.lib.shown import Shown

ASKABLE = {"source": SOURCE_MISSING, "reason": REASON_MISSING}
GAPS_A_MINUTE = 2  # an answer takes half a minute


@dataclass(frozen=True, kw_only=True)
class Gap(Shown):
    """A line of the component "gaps". Without `url` nothing leads on."""

    done: bool
    words: str | Promise
    url: str = ""
    action: str = ""


@dataclass(frozen=True, kw_only=True)
class Question(Shown):
    """A gap one or two taps fill. `what` is the field of the answer."""

    what: str
    words: str | Promise
    choices: list[Choice]


@dataclass(frozen=True, kw_only=True)
class Completeness(Shown):
    """`share`: 1 is complete. `said` sums the gaps up."""

    share: float
    said: str
    gaps: list[Gap]
    questions: list[Question]


def completeness(
    of: Findable,
    *,
    codes: Sequence[str],
    choices: dict[str, list[Choice]],
    edit_url: str,
) -> Completeness:
    """`codes`: open findings, oldest first. No statement."""
    rules = {*applying_to(of), *codes}
    done = len(rules) - len(codes)
    return Completeness(
        share=score(applying=rules, broken=codes),
        said=_said(len(codes)),
        gaps=[*(_gap(code, edit_url) for code in codes), *_fulfilled(done)],
        questions=[
            Question(what=what, words=FINDINGS[code].question, choices=choices.get(what, []))
            for what, code in ASKABLE.items()
            if code in codes
        ],
    )


def _gap(code: str, edit_url: str) -> Gap:
    label = FINDINGS[code].label if code in FINDINGS else code
    asked = next((what for what, each in ASKABLE.items() if each == code), "")
    if asked:
        return Gap(done=False, words=label, url=f"#frage-{asked}", action=_("Fragen"))
    return Gap(done=False, words=label, url=edit_url, action=_("Bearbeiten"))


def _fulfilled(count: int) -> list[Gap]:
    if not count:
        return []
    words = ngettext("%(n)s Regel erfüllt", "%(n)s Regeln erfüllt", count) % {"n": count}
    return [Gap(done=True, words=words)]


def _said(count: int) -> str:
    if not count:
        return _("Vollständig, nichts fehlt.")
    gaps = ngettext("Ein Mangel.", "%(n)s Mängel.", count) % {"n": count}
    minutes = -(-count // GAPS_A_MINUTE)
    if count == 1:
        return f"{gaps} {_('Das dauert keine Minute.')}"
    takes = ngettext("Zusammen etwa eine Minute.", "Zusammen etwa %(n)s Minuten.", minutes) % {"n": minutes}
    return f"{gaps} {takes}"
