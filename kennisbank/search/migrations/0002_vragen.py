"""What is asked and what the redactie recommends."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0001_indextaak"),
    ]

    operations = [
        migrations.CreateModel(
            name="Aanbeveling",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "woorden",
                    models.TextField(
                        help_text="Eén vraag per regel. De aanbeveling verschijnt als alle woorden van een regel in de zoekvraag staan; andere vormen van een woord tellen mee.",
                        verbose_name="zoekwoorden",
                    ),
                ),
                ("titel", models.CharField(max_length=120)),
                (
                    "adres",
                    models.CharField(
                        help_text="Een pagina van deze site, zoals /themas/tegenspraak/, of een volledig adres met https://.",
                        max_length=300,
                        verbose_name="webadres",
                    ),
                ),
                ("toelichting", models.CharField(blank=True, help_text="Eén zin onder de titel.", max_length=240)),
                ("volgorde", models.PositiveSmallIntegerField(default=0, help_text="Het laagste getal komt bovenaan.")),
                ("gewijzigd_op", models.DateTimeField(auto_now=True, verbose_name="gewijzigd")),
            ],
            options={
                "verbose_name": "aanbeveling",
                "verbose_name_plural": "aanbevelingen",
                "ordering": ["volgorde", "titel"],
            },
        ),
        migrations.CreateModel(
            name="GesteldeVraag",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("vraag", models.CharField(max_length=100)),
                ("dag", models.DateField()),
                ("aantal", models.PositiveIntegerField(default=0, verbose_name="keer gesteld")),
                ("gevonden", models.PositiveIntegerField(default=0, verbose_name="resultaten, de laatste keer")),
                ("alle_woorden", models.BooleanField(default=True, verbose_name="met al de woorden")),
                ("nuttig", models.PositiveIntegerField(default=0)),
                ("niet_nuttig", models.PositiveIntegerField(default=0, verbose_name="niet nuttig")),
            ],
            options={
                "verbose_name": "gestelde vraag",
                "verbose_name_plural": "gestelde vragen",
                "permissions": [("view_zoekrapport", "Kan zien wat bezoekers zoeken")],
                "indexes": [models.Index(fields=["dag"], name="gesteldevraag_dag")],
                "constraints": [models.UniqueConstraint(fields=("vraag", "dag"), name="gesteldevraag_een_per_dag")],
            },
        ),
    ]
