from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def take_from_the_voice(apps, _editor):
    voice = apps.get_model("feedback", "Feedback").objects.filter(pk=OuterRef("feedback"))
    apps.get_model("feedback", "IdeaWish").objects.update(said_at=Subquery(voice.values("at")[:1]))


class Migration(migrations.Migration):
    """When a wish was said stands beside the idea it speaks for: its oldest is then found by an index."""

    dependencies = [("feedback", "0009_newest_voices")]

    operations = [
        migrations.AddField("ideawish", "said_at", models.DateTimeField(null=True)),
        migrations.RunPython(take_from_the_voice, migrations.RunPython.noop),
        migrations.AlterField("ideawish", "said_at", models.DateTimeField()),
        migrations.AddIndex("ideawish", models.Index(fields=["idea", "said_at"], name="idea_wish_oldest")),
    ]
