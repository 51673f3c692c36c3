from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0016_attributions"),
        ("contacts", "0019_consent_to_polls"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="closure",
            index=models.Index(fields=["at"], name="closure_of_a_day"),
        ),
        migrations.AddIndex(
            model_name="closure",
            index=models.Index(
                fields=["reopened_at"],
                condition=models.Q(("reopened_at__isnull", False)),
                name="closure_taken_back",
            ),
        ),
    ]
