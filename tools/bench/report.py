"""The result as a page: every figure beside its goal, for both stores."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tools.bench.measuring import Measured
from tools.bench.reasons import REASONS
from tools.bench.sizes import Size
from tools.bench.works import BARE_READ, WORKS, Work

PER_DUE = 20  # at most one statement for so many due cases
PEER_SWEEP_SECONDS, PEER_DUE, SWEEP_TIMES = 14, 1_000, 30
PEER_NONE_SECONDS, NONE_TIMES = 0.18, 20
NONE_STATEMENTS = 3
HALF = 0.5
ONE_PROCESS = (
    "`manage.py serve`: one process with the clock in it, and so one core where PostgreSQL has two workers."
)
EXPLAINED = (
    'A *unit* is the processor time of "bare Django: read one row" on the same store in the same run. *ms* is the '
    "processor time of a request, server and database together. *SQL* are the statements of a request with session "
    "and user, savepoints counted, BEGIN and COMMIT not, the median of nine in a separate counting run. *Best peer*: "
    "its ms divided by the unit of its own run, 1.7 ms. Eight clients, a new connection for each request, medians of "
    "{rounds} rounds. ✓ goal reached, ✗ missed, – no goal."
)


@dataclass(frozen=True)
class Run:
    """Where and when it was measured."""

    machine: str
    date: str
    commit: str
    seed: int
    size: Size
    seconds: float
    command: str


def page(run: Run, found: Sequence[Measured]) -> str:
    """The whole of docs/results/bench.md."""
    lines = [*_head(run, found)]
    for measured in found:
        lines += ["", f"## {measured.store}", ""]
        lines += [ONE_PROCESS, ""] if measured.store == "SQLite" else []
        lines += [*_table(measured, _main(found, measured))]
        lines += ["", *_sweep(measured)]
    lines += ["", "## Goals missed", "", *_missed(found)]
    return "\n".join(lines) + "\n"


def _head(run: Run, found: Sequence[Measured]) -> Iterator[str]:
    size = run.size
    yield "# Speed: measured beside a bare Django application"
    yield ""
    yield (
        f"`{run.command}`, {run.date}, commit `{run.commit}`, seed {run.seed}, {run.seconds / 60:.0f} minutes. "
        f"{run.machine}. {size.customers:,} customers, {size.cases:,} cases (30 % open), {size.contacts:,} contacts; "
        f"the fill was proven by `manage.py prove` before anything was measured."
    )
    yield ""
    others = ", ".join(f"{measured.others():.1f} ({measured.store})" for measured in found)
    yield (
        f"The machine is shared: everybody else kept {others} cores busy in the median round. Processor time and "
        "ratios hold, requests per second are good to about a third."
    )
    yield ""
    yield EXPLAINED.format(rounds=size.rounds)


def _table(measured: Measured, main: Measured) -> Iterator[str]:
    embedded = measured is not main
    yield (
        "| work | requests/s | ms server | database | units | goal | SQL | goal "
        "| best peer, units | times better | goal |"
        + (" rate beside PostgreSQL | goal |" if embedded else "")
    )
    yield "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|" + ("--:|--:|" if embedded else "")
    for work in WORKS:
        yield _line(measured, work) + (_beside(measured, main, work) if embedded else "")


def _line(measured: Measured, work: Work) -> str:
    units = units_of(measured, work)
    statements = measured.statements.get(work.code)
    better = work.peer_units / units if work.peer_units else None
    cells = [
        work.label,
        f"{measured.rate(work):,.0f}",
        f"{measured.server_ms(work):.1f}",
        f"{measured.database_ms(work):.1f}",
        f"{units:.1f}",
        _goal(units, work.units, highest=True),
        str(statements) if statements is not None else "",
        _goal(statements, work.sql, highest=True),
        f"{work.peer_units:.0f} ({work.peer})" if work.peer_units else "",
        f"{better:.1f}" if better else "",
        _goal(better, work.times, highest=False),
    ]
    return f"| {' | '.join(cells)} |"


def _beside(measured: Measured, main: Measured, work: Work) -> str:
    share = measured.rate(work) / main.rate(work)
    return f" {share:.2f} | {_goal(share, HALF if work.reads and not work.bare else None, highest=False)} |"


def _sweep(measured: Measured) -> Iterator[str]:
    sweep = measured.sweep
    each, faster, quick = sweep_ratios(measured)
    yield "| sweep | SQL | goal | seconds | best peer | times faster | goal |"
    yield "|---|--:|--:|--:|--:|--:|--:|"
    yield (
        f"| {sweep['handled']:,} due of {sweep['open']:,} open | {sweep['statements']} (1 per {each:.0f} due) "
        f"| {_goal(each, PER_DUE, highest=False)} | {sweep['seconds']:.2f} | {PEER_SWEEP_SECONDS} s "
        f"| {faster:.0f} | {_goal(faster, SWEEP_TIMES, highest=False)} |"
    )
    yield (
        f"| none due of {sweep['open']:,} open | {sweep['none_statements']} "
        f"| {_goal(sweep['none_statements'], NONE_STATEMENTS, highest=True)} | {sweep['none_seconds']:.4f} "
        f"| {PEER_NONE_SECONDS} s | {quick:.0f} | {_goal(quick, NONE_TIMES, highest=False)} |"
    )
    yield ""
    yield "Best peer: django-helpdesk, with 100,000 open cases and 1,000 due."


def _missed(found: Sequence[Measured]) -> Iterator[str]:
    none = True
    for work in WORKS:
        lines = [
            f"  - {measured.store}: {'; '.join(what)}"
            for measured in found
            if (what := list(missed(measured, work, _main(found, measured))))
        ]
        if lines:
            none = False
            yield f"- **{work.label}.** {REASONS.get(work.code, '')}"
            yield from lines
    sweeps = [
        f"  - {measured.store}: {'; '.join(what)}"
        for measured in found
        if (what := list(missed_sweep(measured)))
    ]
    if sweeps:
        none = False
        yield f"- **sweep.** {REASONS['sweep']}"
        yield from sweeps
    for measured in found:
        for code, failure in measured.failures.items():
            none = False
            yield f"- {measured.store}, {code}: wrong answers, {failure}"
    if none:
        yield "None."


def missed(measured: Measured, work: Work, main: Measured) -> Iterator[str]:
    """The goals of a work that were not reached, in words."""
    units, statements = units_of(measured, work), measured.statements.get(work.code, 0)
    if work.units is not None and units > work.units:
        yield f"{units:.1f} units, at most {work.units:g}"
    if work.sql is not None and statements > work.sql:
        yield f"{statements} statements, at most {work.sql}"
    if work.peer_units and work.times and work.peer_units / units < work.times:
        yield f"{work.peer_units / units:.1f} times better than {work.peer}, at least {work.times:g}"
    share = measured.rate(work) / main.rate(work)
    if measured is not main and work.reads and not work.bare and share < HALF:
        yield f"{share:.2f} of the rate on PostgreSQL, at least {HALF}"


def missed_sweep(measured: Measured) -> Iterator[str]:
    """The same of the sweep."""
    sweep = measured.sweep
    each, faster, quick = sweep_ratios(measured)
    if each < PER_DUE:
        yield f"one statement for {each:.0f} due, at least {PER_DUE}"
    if faster < SWEEP_TIMES:
        yield f"{faster:.0f} times faster than the best peer, at least {SWEEP_TIMES}"
    if sweep["none_statements"] > NONE_STATEMENTS:
        yield f"{sweep['none_statements']} statements with none due, at most {NONE_STATEMENTS}"
    if quick < NONE_TIMES:
        yield f"{quick:.0f} times faster with none due, at least {NONE_TIMES}"


def sweep_ratios(measured: Measured) -> tuple[float, float, float]:
    """Due cases per statement, how many times faster than the best peer per due case, and with none due."""
    sweep = measured.sweep
    return (
        sweep["handled"] / sweep["statements"],
        PEER_SWEEP_SECONDS / sweep["seconds"] * sweep["handled"] / PEER_DUE,
        PEER_NONE_SECONDS / sweep["none_seconds"],
    )


def units_of(measured: Measured, work: Work) -> float:
    return measured.ms(work) / measured.ms(BARE_READ)


def _main(found: Sequence[Measured], measured: Measured) -> Measured:
    """Whose rate counts: PostgreSQL's, where it was measured too."""
    return next((each for each in found if each.store == "PostgreSQL"), measured)


def _goal(value: float | None, limit: float | None, *, highest: bool) -> str:
    if value is None or limit is None:
        return "–"
    reached = value <= limit if highest else value >= limit
    return f"{'≤' if highest else '≥'} {limit:g} {'✓' if reached else '✗'}"
