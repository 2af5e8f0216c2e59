"""Searches that people keep."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Zoekopdracht",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("naam", models.CharField(max_length=100)),
                ("query", models.CharField(editable=False, max_length=4000)),
                (
                    "frequentie",
                    models.CharField(
                        choices=[
                            ("geen", "Niet"),
                            ("dagelijks", "Elke dag, als er iets nieuws is"),
                            ("wekelijks", "Elke maandag, als er iets nieuws is"),
                        ],
                        default="geen",
                        max_length=20,
                        verbose_name="mail mij",
                    ),
                ),
                ("bekend", models.JSONField(default=dict, editable=False)),
                ("volgende_op", models.DateTimeField(blank=True, editable=False, null=True)),
                ("aangemaakt_op", models.DateTimeField(auto_now_add=True, verbose_name="bewaard")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="zoekopdrachten",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "zoekopdracht",
                "verbose_name_plural": "zoekopdrachten",
                "ordering": ["naam"],
                "indexes": [models.Index(fields=["volgende_op"], name="zoekopdracht_volgende")],
                "constraints": [models.UniqueConstraint(fields=("user", "naam"), name="zoekopdracht_naam_uniek")],
            },
        ),
    ]
