"""What customers say and what the demo company answers, topic by topic. The first line of a note becomes a title."""

from typing import Final

from crm.management.demo.texts.advice import ADVICE
from crm.management.demo.texts.billing import BILLING
from crm.management.demo.texts.delivery import DELIVERY
from crm.management.demo.texts.matter import Matter
from crm.management.demo.texts.others import OTHERS
from crm.management.demo.texts.parts import PARTS
from crm.management.demo.texts.repair import REPAIR
from crm.management.demo.texts.strings import STRINGS
from crm.management.demo.texts.warranty import WARRANTY

__all__ = ["MATTERS", "Matter"]

MATTERS: Final[tuple[Matter, ...]] = (
    *REPAIR,
    *PARTS,
    *DELIVERY,
    *ADVICE,
    *STRINGS,
    *BILLING,
    *WARRANTY,
    *OTHERS,
)
