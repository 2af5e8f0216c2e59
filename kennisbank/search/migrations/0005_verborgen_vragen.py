"""Questions that the redactie hides from visitors."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0004_postgres_index"),
    ]

    operations = [
        migrations.CreateModel(
            name="VerborgenVraag",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("vraag", models.CharField(max_length=100, unique=True)),
                ("sinds", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
            options={
                "verbose_name": "verborgen vraag",
                "verbose_name_plural": "verborgen vragen",
                "ordering": ["vraag"],
                "permissions": [("hide_vraag", "Kan een gestelde vraag verbergen voor bezoekers")],
                "default_permissions": (),
            },
        ),
    ]
