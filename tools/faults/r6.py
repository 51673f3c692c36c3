"""R6: deadlines agree with a minute-by-minute oracle, over every Land and canton and both clock changes.

50,000 generated cases in batches of 2,000, each with a seed of its own, so that a difference is found again by
`ANKLANG_R6_SEED=... pytest tests/cases/test_deadline_oracle.py` alone.
"""

from collections import Counter
from typing import Final

from tests.cases.deadline_check import REGIONS, SITUATIONS, agree
from tools.faults.found import Found

TITLE: Final = "deadlines against a minute-by-minute oracle"
CASES: Final = 50_000
SMALL: Final = 2_000
BATCH: Final = 2_000


def run(*, seed: int, small: bool) -> Found:
    """Judge all batches; a difference ends its batch and is told with its seed."""
    seen: Counter[str] = Counter()
    differences = []
    for batch in range((SMALL if small else CASES) // BATCH):
        its_seed = seed + 1000 * batch
        try:
            seen += agree(BATCH, with_seed=its_seed)
        except AssertionError as error:
            differences.append(f"difference with seed {its_seed}: `{str(error).splitlines()[0]}`")
    missing = sorted((REGIONS | SITUATIONS) - set(seen))
    least = min(seen[region] for region in REGIONS)
    judged = "due moment, time used, steps before, at and after, every minute of the ledger"
    return Found(
        lines=[
            f"{seen['cases']:,} deadlines, {len(differences)} differences (limit 0): {judged}",
            f"{len(REGIONS & set(seen))} of {len(REGIONS)} Länder and cantons (DE, AT, CH), {least:,} or more each",
            "; ".join(f"{name} {seen[name]:,}" for name in sorted(SITUATIONS)),
            *(f"not covered: {name}" for name in missing),
            *differences,
        ],
        kept=not differences and not missing,
    )
