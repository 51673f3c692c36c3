"""`python -m tools.faults.tablet_count`: who is said to have recorded which client id, as JSON."""

import json
import sys

import django


def main() -> None:
    from contacts.models import Contact  # noqa: PLC0415 - the models exist from here on

    found = Contact.objects.values_list("client_id", "recorded_by__username")
    json.dump([[str(client_id), name] for client_id, name in found], sys.stdout)


if __name__ == "__main__":
    django.setup()
    main()
