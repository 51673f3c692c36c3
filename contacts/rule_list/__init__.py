"""The rules themselves, by what they are about. Only rules with a reason: each asks somebody for something."""

from typing import Final

from contacts.rule import Rule
from contacts.rule_list import addresses, names, origin, reach, trust

ALL: Final[tuple[Rule, ...]] = (*reach.RULES, *origin.RULES, *names.RULES, *addresses.RULES, *trust.RULES)
