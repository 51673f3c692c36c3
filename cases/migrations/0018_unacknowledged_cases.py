from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0017_closures_by_day")]

    operations = [
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                fields=["unacknowledged_since", "id"],
                condition=models.Q(("unacknowledged_since__isnull", False)),
                name="case_unacknowledged",
            ),
        ),
    ]
