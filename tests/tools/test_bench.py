"""What the bench says of its own: which plans read a whole table, and which pages grow."""

from pathlib import Path

import pytest

from tools.bench import processes, scales, settings
from tools.bench.growth import page_of
from tools.bench.measuring import Measured, Round
from tools.bench.plans import Asked
from tools.bench.tried import SHIPPED, TRIED
from tools.bench.works import WORKS
from tools.bench.worn import worn

pytestmark = pytest.mark.any_store

PLANS = Path(__file__).parents[2] / "docs/results/plans"


def test_plan_says_which_fact_table_is_read_row_by_row() -> None:
    plan = """
    ->  Seq Scan on contacts_contact v0  (cost=0.00..9.9 rows=3 width=8) (actual time=0.1..45.5 rows=1001.00 loops=1)
          Filter: (direction = 'in'::text)
          Rows Removed by Filter: 40000
          ->  Index Scan using x on cases_case  (cost=0.00..9.9 rows=3) (actual time=0.1..45.5 rows=90000.00 loops=1)
    ->  Seq Scan on contacts_void  (cost=0.00..9.9 rows=3 width=8) (actual time=0.1..45.5 rows=3474.00 loops=1)
    ->  Seq Scan on feedback_feedback  (cost=0.00..9.9 rows=3) (actual time=0.1..45.5 rows=1001.00 loops=1)
    ->  Seq Scan on company_user  (cost=0.00..9.9 rows=3 width=8) (actual time=0.1..45.5 rows=9000.00 loops=1)
    Execution Time: 2.5 ms"""
    asked = Asked("voices", 100, "SELECT 1", plan)
    assert (asked.scanned, asked.ms) == (["contacts_contact"], 2.5)


def test_twenty_plans_are_kept_and_none_reads_a_fact_table_row_by_row() -> None:
    kept = sorted(PLANS.glob("*.txt"))
    assert len(kept) == 20
    told = {path.name: Asked("", 0, "", path.read_text(encoding="utf-8")).scanned for path in kept}
    assert {name: scanned for name, scanned in told.items() if scanned} == {}


def test_page_that_costs_more_than_one_and_a_half_times_is_marked() -> None:
    def cost(first: float) -> dict[str, float]:
        return {"first": first, "next": 1.0, "statements": 4}

    found = {"flat": [[cost(10), cost(11)]], "steep": [[cost(10), cost(16)]], "small": [[cost(0.5), cost(2)]]}
    told = page_of([20_000, 1_000_000], found, rounds=1)
    assert "3 pages, 1 of them grow" in told
    assert "| steep | 4, 10.0, 1.0 | 4, 16.0, 1.0 | 1.60 ✗ |" in told
    assert "| small | 4, 0.5, 1.0 | 4, 2.0, 1.0 | 1.00 |" in told


def test_work_that_costs_too_many_units_or_grows_is_marked_at_its_size() -> None:
    def measured(customers: str, dear: str, ms: float) -> Measured:
        rounds = {work.code: [Round(1, 1, 1, 0)] for work in WORKS} | {dear: [Round(1, ms, 0, 0)]}
        sweep = {
            "handled": 100,
            "open": 900,
            "statements": 2,
            "seconds": 1,
            "none_statements": 1,
            "none_seconds": 1,
        }
        return Measured(
            customers, {}, 0, rounds, {work.code: 4 for work in WORKS if not work.bare}, {}, sweep
        )

    found = [measured("20,000", "exact", 2), measured("1,000,000", "exact", 19)]
    told = scales.page([20_000, 1_000_000], found, rounds=1, minutes=1)
    assert (
        "| search: first and last name | 4, 2.0 ms, 1.0 ✓ | 4, 19.0 ms, 9.5 ✓ | ≤ 8 units, 4 SQL | 9.50 ✗ |"
        in told
    )
    assert "| Zielbild | 4, 2.0 ms, 1.0 ✓ | 4, 2.0 ms, 1.0 ✓ | ≤ 8 units, 8 SQL | 1.00 ✓ |" in told
    assert "100 of 900 open: 2 SQL (1 per 50), 1.00 s" in told


def test_setting_that_differs_from_the_one_as_shipped_is_told_as_a_ratio_and_stands_out() -> None:
    def round_(ms: float) -> settings.Found:
        return {code: {"ms": ms, "database": ms / 2, "wall": ms} for code in settings.ALL}

    rounds = {each.code: [round_(10), round_(10)] for each in TRIED}
    rounds["jit"] = [round_(14), round_(16)]
    rounds["work_mem"] = [round_(10.5), round_(10.5)]
    for found in rounds.values():  # the night was counted in the first round alone
        del found[1]["night"]
    lines = settings.page(100_000, rounds, ["| worn |"], minutes=3).splitlines()
    many = len(settings.ALL)
    assert f"| {SHIPPED.label}, ms |{' 10.0 |' * many}" in lines
    assert f"| `jit = on`, which we turn off |{' **1.50** |' * (many - 1)} **1.40** |" in lines
    assert f"| `work_mem = 32MB` |{' 1.05 |' * many}" in lines
    assert "| worn |" in lines


def test_worn_rows_are_told_beside_vacuumed_ones() -> None:
    asked = iter([10, 12, 20, 23, 30, 33])  # ms by turns: vacuumed, worn

    class Server:
        said: list[str] = []

        def psql(self, sql: str, *, database: str) -> str:
            self.said.append(f"{database}: {sql}")
            return ""

    def measured(codes: object) -> settings.Found:
        assert isinstance(codes, tuple)
        ms = next(asked)
        return {code: {"ms": ms} for code in codes}

    lines = worn(measured, Server(), "size9", rounds=3)  # type: ignore[arg-type]
    assert lines[-1] == "| ratio | 1.15 | 1.15 | 1.15 | 1.15 |"
    assert sum("VACUUM" in each for each in Server.said) == 3
    assert all(each.startswith("size9: ") for each in Server.said)


def test_shape_of_web_processes_is_told_by_the_median_of_its_rounds() -> None:
    taken = [processes.Taken(rate, 40, 90, 20, 5, (1.2, 0.3, 0.2), 0.1) for rate in (50, 70, 60)]
    told = processes.line_of((2, 4), taken)
    assert told == "| 2 × 4 | 60 | 40 ms | 90 ms | 20.0 | 5.0 | 1.20, 0.30, 0.20 |"


def test_database_in_a_file_has_no_server_whose_processor_could_be_counted() -> None:
    assert scales.postmaster("sqlite:////data/anklang.sqlite3") is None
