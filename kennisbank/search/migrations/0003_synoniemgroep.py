"""Groups of words that mean the same when searching."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0002_vragen")]

    operations = [
        migrations.CreateModel(
            name="Synoniemgroep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "woorden",
                    models.TextField(
                        help_text=(
                            "Eén woord of afkorting per regel, zoals AVG en daaronder: algemene verordening "
                            "gegevensbescherming. Een regel heeft hoogstens vijf woorden. Andere vormen van een woord "
                            "tellen vanzelf mee."
                        ),
                        verbose_name="woorden",
                    ),
                ),
                (
                    "toelichting",
                    models.CharField(
                        blank=True, help_text="Waarom deze groep er is. Alleen voor de redactie.", max_length=200
                    ),
                ),
                ("gewijzigd_op", models.DateTimeField(auto_now=True, verbose_name="gewijzigd")),
            ],
            options={
                "verbose_name": "groep synoniemen",
                "verbose_name_plural": "groepen synoniemen",
                "ordering": ["woorden"],
            },
        ),
    ]
