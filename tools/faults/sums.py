"""`python -m tools.faults.sums`: what is in this place, as JSON: sums of all tables and files, captures by their id."""

import json
import sys

import django


def main() -> None:
    from contacts.models import Contact  # noqa: PLC0415 - the models exist from here on
    from crm.lib.backup.archive import pieces, told_of  # noqa: PLC0415
    from crm.lib.backup.making import stored_files  # noqa: PLC0415
    from crm.lib.backup.tables import label, stored_models, sum_of  # noqa: PLC0415

    files = {}
    for path in stored_files():
        with path.open("rb") as file:
            files["/".join(path.parts[-3:])] = told_of(pieces(file))
    sums = {label(model): sum_of(model) for model in stored_models()}
    json.dump(
        {
            "tables": {name: [total.rows, total.checksum] for name, total in sums.items()},
            "files": files,
            "captures": [str(key) for key in Contact.objects.values_list("client_id", flat=True)],
        },
        sys.stdout,
    )


if __name__ == "__main__":
    django.setup()
    main()
