from django.db import migrations

from contacts.normalising.firms import firm_doubt
from contacts.normalising.names import name_doubt
from contacts.normalising.streets import street_doubt
from contacts.normalising.towns import town_key

BATCH = 2_000


def derive(apps, schema_editor):
    """Fill the new columns of the rows that are there; the findings follow in the night."""
    customers = apps.get_model("contacts", "Customer").objects
    for batch in _batches(customers):
        for row in batch:
            if row.kind == "organisation":
                row.name_doubt = firm_doubt(row.organisation)
            else:
                names = {field: getattr(row, field) for field in ("title", "first_name", "last_name")}
                row.name_doubt = name_doubt(names)
        customers.bulk_update([row for row in batch if row.name_doubt], ["name_doubt"])
    addresses = apps.get_model("contacts", "Address").objects
    for batch in _batches(addresses):
        for row in batch:
            row.town_key = town_key(row.city) if row.city else ""
            row.street_doubt = street_doubt(row.street)
        addresses.bulk_update(batch, ["town_key", "street_doubt"])


def _batches(rows):
    last = 0
    while batch := list(rows.filter(pk__gt=last).order_by("pk")[:BATCH]):
        yield batch
        last = batch[-1].pk


class Migration(migrations.Migration):
    dependencies = [("contacts", "0006_master_data_quality")]
    operations = [migrations.RunPython(derive, migrations.RunPython.noop)]
