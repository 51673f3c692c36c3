"""Whether a name can be a name. A salutation is never asked for: without one, or neutral, it is complete."""

from typing import Final

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from contacts.models import Affiliation, Kind
from contacts.normalising.names import SPELLING, TEST
from contacts.rule import ALWAYS, Condition, Fix, Rule

PERSON: Final = Condition(lambda of: of.customer.kind == Kind.PERSON, Q(kind=Kind.PERSON))
FIRM: Final = Condition(lambda of: of.customer.kind == Kind.ORGANISATION, Q(kind=Kind.ORGANISATION))

RULES: Final = (
    Rule(
        code="name_incomplete",
        label=_("Nachname fehlt"),
        hint=_("Mit dem Vornamen allein findet man niemanden wieder."),
        question=_("Wie ist Ihr Nachname?"),
        weight=2,
        fix=Fix.NAMES,
        applies=PERSON,
        wrong=Condition(
            lambda of: of.customer.kind == Kind.PERSON and of.customer.last_name == "",
            Q(kind=Kind.PERSON, last_name=""),
        ),
    ),
    Rule(
        code="first_name_missing",
        label=_("Vorname fehlt"),
        hint=_("Nur wenn Sie Vornamen brauchen, etwa für Ausweise oder Verträge."),
        question=_("Wie ist Ihr Vorname?"),
        weight=1,
        fix=Fix.NAMES,
        standard=False,
        applies=PERSON,
        wrong=Condition(
            lambda of: of.customer.kind == Kind.PERSON and of.customer.first_name == "",
            Q(kind=Kind.PERSON, first_name=""),
        ),
    ),
    Rule(
        code="name_test",
        label=_("Vermutlich ein Probeeintrag"),
        hint=_("„Test“ oder „xxx“ ist meist niemand und verfälscht jede Zahl."),
        question=_("Ist das ein richtiger Name?"),
        weight=2,
        fix=Fix.NAMES,
        declinable=False,
        may_be_right=True,
        applies=ALWAYS,
        wrong=Condition(lambda of: of.customer.name_doubt == TEST, Q(name_doubt=TEST)),
    ),
    Rule(
        code="name_spelling",
        label=_("Schreibweise des Namens prüfen"),
        hint=_("Großbuchstaben oder ein Titel im Namen stehen so in jedem Brief."),
        question=_("Wie schreibt sich Ihr Name?"),
        weight=1,
        fix=Fix.NAMES,
        declinable=False,
        may_be_right=True,
        applies=ALWAYS,
        wrong=Condition(lambda of: of.customer.name_doubt == SPELLING, Q(name_doubt=SPELLING)),
    ),
    Rule(
        code="firm_alone",
        label=_("Firma ohne Ansprechpartner"),
        hint=_("Niemand weiß, nach wem man dort fragt."),
        question=_("Wer ist bei Ihnen unser Ansprechpartner?"),
        weight=1,
        fix=Fix.PERSON,
        applies=FIRM,
        wrong=Condition(
            lambda of: of.customer.kind == Kind.ORGANISATION and not of.linked,
            Q(kind=Kind.ORGANISATION) & ~Q(Exists(Affiliation.objects.filter(organisation=OuterRef("pk")))),
        ),
    ),
)
