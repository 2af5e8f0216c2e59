"""The sections of the newest versions as rows of their own, filled from the versions that are there."""

import django.db.models.deletion
from django.db import migrations, models

from kennisbank.document.secties.rijen import rows_of


def fill(apps, schema_editor):
    """Read the newest version of every hoofdstuk; the index picks the rows up when it is rebuilt."""
    versies = apps.get_model("document", "HoofdstukVersie").objects.order_by("hoofdstuk_id", "nummer")
    rows = apps.get_model("document", "GepubliceerdeSectie").objects
    newest = dict(versies.values_list("hoofdstuk_id", "pk"))
    for versie in versies.filter(pk__in=newest.values()).iterator():
        rows.bulk_create(
            rows.model(hoofdstuk_id=versie.hoofdstuk_id, bijgewerkt_op=versie.gemaakt_op, **columns)
            for columns in rows_of(versie.inhoud["secties"])
        )


class Migration(migrations.Migration):
    dependencies = [("document", "0005_editieconcept_weggelaten")]

    operations = [
        migrations.CreateModel(
            name="GepubliceerdeSectie",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("plek", models.PositiveSmallIntegerField()),
                ("sectie_id", models.CharField(max_length=36, verbose_name="kenmerk van de sectie")),
                ("kop", models.CharField(max_length=255)),
                ("anker", models.CharField(max_length=300)),
                ("tekst", models.TextField(blank=True, help_text="Without markup.")),
                ("bijgewerkt_op", models.DateTimeField(verbose_name="versie van")),
                (
                    "hoofdstuk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="gepubliceerde_secties",
                        to="document.hoofdstuk",
                    ),
                ),
            ],
            options={
                "verbose_name": "gepubliceerde sectie",
                "verbose_name_plural": "gepubliceerde secties",
                "ordering": ["hoofdstuk", "plek"],
            },
        ),
        migrations.AddConstraint(
            model_name="gepubliceerdesectie",
            constraint=models.UniqueConstraint(fields=("hoofdstuk", "plek"), name="gepubliceerdesectie_plek_uniek"),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
