"""R7: `tests/faults/living.py` at full size, the runs shared out over the processors."""

import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from tools.bench.stores import ROOT
from tools.faults.found import Found

TITLE = "promises 1 to 4 after every step of generated lives"
RUNS, STEPS = 2_000, 50
SMALL_RUNS, SMALL_STEPS = 4, 20
SAID = re.compile(r"R7 on (\w+): (\d+) runs, (\d+) steps, (\d+) proofs: (.+)")


def run(*, seed: int, small: bool) -> Found:
    """Each share has a seed of its own; a life that breaks a promise is told as Hypothesis shortened it."""
    runs, steps = (SMALL_RUNS, SMALL_STEPS) if small else (RUNS, STEPS)
    shares = 1 if small else os.cpu_count() or 1
    with ThreadPoolExecutor(shares) as pool:
        asked = [pool.submit(_share, runs // shares, steps, seed + number) for number in range(shares)]
        done = [each.result() for each in asked]
    told: Counter[str] = Counter()
    counted: Counter[str] = Counter()
    lines = []
    for number, output in enumerate(done):
        said = SAID.search(output)
        if said is None:
            lines.append(f"broken with seed {seed + number}: `{output[-1500:]}`")
            continue
        told["runs"] += int(said[2])
        told["steps"] += int(said[3])
        told["proofs"] += int(said[4])
        for name, count in re.findall(r"([a-z ]+(?:, refused)?) (\d+)(?:, |$)", said[5]):
            counted[name.strip()] += int(count)
    kept = len(lines) == 0 and told["runs"] >= runs // shares * shares
    summary = (
        f"{told['runs']:,} lives of {steps} steps on SQLite ({told['steps']:,} steps), {told['proofs']:,} counts over"
        f" all rows: {len(lines)} broken (limit 0)"
    )
    acts = ", ".join(f"{name} {count:,}" for name, count in counted.most_common())
    return Found([summary, f"what was done: {acts}", *lines], kept)


def _share(runs: int, steps: int, seed: int) -> str:
    command = ["-m", "pytest", "tests/faults/test_living.py", "-q", "-n0", "-rP", "-p", "no:cacheprovider"]
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, *command, f"--hypothesis-seed={seed}", "--database", "sqlite"],
            cwd=ROOT, check=False, text=True, capture_output=True, env=_environment(folder, runs, steps),
        )  # fmt: skip
    return done.stdout if done.returncode == 0 else f"FAILED {done.stdout}{done.stderr}"


def _environment(folder: str, runs: int, steps: int) -> dict[str, str]:
    """Without what a test run around this one has set, and with a database of its own."""
    ours = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("DATABASE_", "REDIS_", "PYTEST_"))
    }
    return ours | {"DATA_DIR": folder, "LIFE_RUNS": str(runs), "LIFE_STEPS": str(steps)}
