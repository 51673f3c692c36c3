"""`python -m tools.faults.captured FILE CUSTOMERS`: compares what was acknowledged with what is stored.

FILE: JSON, client id to the contact's id and kind. CUSTOMERS: how many there were before. Says as JSON what differs.
"""

import json
import sys
from collections import Counter
from pathlib import Path

import django


def main(file: Path, customers_before: int) -> None:
    from django.utils import timezone  # noqa: PLC0415

    from cases.models import Case, CaseContact  # noqa: PLC0415 - the models exist from here on
    from contacts.models import Contact, Customer  # noqa: PLC0415
    from crm.dashboard.promises import counted_proofs  # noqa: PLC0415
    from tools.faults.clerks import CASE, NEW  # noqa: PLC0415

    told = {key: tuple(value) for key, value in json.loads(file.read_text()).items()}
    stored = {str(key): pk for key, pk in Contact.objects.values_list("client_id", "pk")}
    kinds = Counter(kind for _contact, kind in told.values())
    histories = Counter(Customer.history.filter(history_type="+").values_list("id", flat=True))
    case_histories = set(Case.history.values_list("id", flat=True))
    customers = list(Customer.objects.values_list("pk", flat=True))
    cases = list(Case.objects.values_list("pk", flat=True))
    found = {
        "acknowledged": len(told),
        "stored": len(stored),
        "lost": sum(stored.get(key) != contact for key, (contact, _kind) in told.items()),
        "unasked": len(set(stored) - set(told)),
        "customers_twice": len(customers) - customers_before - kinds[NEW],
        "cases_twice": len(cases) - kinds[CASE],
        "cases_of_two": CaseContact.objects.count() - kinds[CASE],
        "without_history": sum(histories[pk] != 1 for pk in customers) + len(set(cases) - case_histories),
        "broken_promises": sum(proof.broken for proof in counted_proofs(timezone.now())),
    }
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    django.setup()
    main(Path(sys.argv[1]), int(sys.argv[2]))
