from django.db import migrations, models


class Migration(migrations.Migration):
    """What is left of the words that an editor tied, so that big changes can be put before an editor."""

    dependencies = [("redactie", "0004_samen_schrijven_append_only")]

    operations = [
        migrations.AddField(
            model_name="anker",
            name="was",
            field=models.TextField(blank=True, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="anker",
            name="gelijkenis",
            field=models.PositiveSmallIntegerField(default=100),
        ),
        migrations.AddIndex(
            model_name="anker",
            index=models.Index(fields=["gelijkenis", "tot"], name="anker_ter_controle"),
        ),
    ]
