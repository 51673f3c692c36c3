"""What rows cost that were changed and not yet vacuumed: whether autovacuum should come earlier to busy tables."""

from collections.abc import Callable, Sequence
from statistics import median
from typing import Final

from tests.services.postgres import PostgresServer

WORN: Final = """## Autovacuum on the busiest tables

Open cases and their deadlines are written again and again. PostgreSQL vacuums a table when a fifth of it is dead; here
that many rows of `cases_case` and `cases_deadline` were written anew, the open ones among them, with autovacuum kept
away. What pages cost then, and after the vacuum that would have come earlier with a smaller scale factor."""
KEPT_AWAY: Final = tuple(
    f"ALTER TABLE {table} SET (autovacuum_enabled = off)" for table in ("cases_case", "cases_deadline")
)
CHANGED: Final = (
    "UPDATE cases_case SET escalate_at = escalate_at + interval '1 microsecond' WHERE escalate_at IS NOT NULL",
    "UPDATE cases_case SET version = version + 1 WHERE id % 10 = 0",
    "UPDATE cases_deadline SET next_step_at = next_step_at + interval '1 microsecond' WHERE next_step_at IS NOT NULL",
    "UPDATE cases_deadline SET cycle = cycle WHERE id % 10 = 0",
)
CODES: Final = ("page_known", "list_all", "customer", "sweep")
Found = dict[str, dict[str, float]]


def worn(
    measured: Callable[[Sequence[str]], Found], server: PostgresServer, database: str, *, rounds: int
) -> list[str]:
    """A table: vacuumed, worn, and their ratio, the median of the rounds, by turns."""
    for statement in KEPT_AWAY:
        server.psql(statement, database=database)
    clean, dead = [], []
    for _ in range(rounds):
        server.psql("VACUUM ANALYZE cases_case, cases_deadline", database=database)
        clean.append(measured(CODES))
        for statement in CHANGED:
            server.psql(statement, database=database)
        dead.append(measured(CODES))
    return [
        f"| | {' | '.join(CODES)} |",
        "|---" * (len(CODES) + 1) + "|",
        f"| vacuumed, ms | {_cells([_ms(clean, code) for code in CODES], '.1f')} |",
        f"| a fifth dead, ms | {_cells([_ms(dead, code) for code in CODES], '.1f')} |",
        f"| ratio | {_cells([_ratio(dead, clean, code) for code in CODES], '.2f')} |",
    ]


def _ms(found: Sequence[Found], code: str) -> float:
    return median(each[code]["ms"] for each in found)


def _ratio(dead: Sequence[Found], clean: Sequence[Found], code: str) -> float:
    return median(mine[code]["ms"] / then[code]["ms"] for mine, then in zip(dead, clean, strict=True))


def _cells(values: Sequence[float], form: str) -> str:
    return " | ".join(format(value, form) for value in values)
