"""`python -m tools.ideas`: precision and recall of the first idea that is suggested for a wish."""

from tools.ideas.measuring import HALVES, KNOWN, first_suggestions, wishes
from tools.revision import revision


def main() -> None:
    print(f"revision {revision()}, {len(wishes())} wishes")
    for half in HALVES:
        for known in KNOWN:
            found = first_suggestions(half, known=known)
            print(
                f"{half:8} ideas known by their name and {known}: {found.of} to be put and {found.loose} without idea,"
                f" suggested {found.suggested}, right {found.right},"
                f" precision {found.precision:.1%}, recall {found.recall:.1%}"
            )


if __name__ == "__main__":
    main()
