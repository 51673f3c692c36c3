"""`python -m tools.dedupe.measure_stock CUSTOMERS SEED DATA` fills the database of DATABASE_URL; facts as JSON."""

import json
import sys
from pathlib import Path

import django


def main() -> None:
    django.setup()
    from tools.dedupe.people import People  # noqa: PLC0415 - models exist from here on
    from tools.dedupe.stock import compare_everybody, store  # noqa: PLC0415

    count, seed, data = int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
    true = store(People(data, seed).some(count))
    json.dump(compare_everybody(true), sys.stdout)


if __name__ == "__main__":
    main()
