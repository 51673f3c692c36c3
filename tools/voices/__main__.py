"""`python -m tools.voices [seed]`: macro F1 and recall of complaints on unseen texts, before and after corrections."""

import sys
from statistics import mean

from tools.revision import revision
from tools.voices.measuring import STEPS, Quality, after, captured, texts

SEEDS = 10


def main(first_seed: int) -> None:
    corrections, unseen = texts("corrections"), texts("unseen")
    print(f"revision {revision()}, seeds {first_seed} to {first_seed + SEEDS - 1}")
    print(f"{len(unseen)} unseen texts, {len(corrections)} corrections, no text in both")
    for number in STEPS:
        runs = [
            after(corrections, unseen, number, seed=seed) for seed in range(first_seed, first_seed + SEEDS)
        ]
        kinds, topics = [run[0] for run in runs], [run[1] for run in runs]
        print(f"after {number:3} corrections: kind {_line(kinds)}, recall of complaints {_complaints(kinds)}")
        print(f"                       topic {_line(topics)}")
    for number in STEPS:
        with_notes = [
            after(corrections, unseen, number, seed=seed, notes=captured())[1]
            for seed in range(first_seed, first_seed + SEEDS)
        ]
        print(f"after {number:3} and {len(captured())} captured contacts: topic {_line(with_notes)}")
    _by_kind(kinds[0])


def _line(runs: list[Quality]) -> str:
    return (
        f"macro F1 {mean(run.macro_f1 for run in runs):.3f}, suggested {mean(run.suggested for run in runs):.1%},"
        f" of these right {mean(run.right for run in runs):.1%}"
    )


def _complaints(runs: list[Quality]) -> str:
    return f"{mean(run.recall['complaint'] for run in runs):.1%}"


def _by_kind(last: Quality) -> None:
    for kind, recall in last.recall.items():
        print(f"  {kind:12} recall {recall:.1%}, precision {last.precision[kind]:.1%}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
