"""The outbox of the search index."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Create the table of changes that the index does not have yet."""

    initial = True
    dependencies = []

    operations = [
        migrations.CreateModel(
            name="IndexTaak",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sleutel", models.CharField(max_length=255, verbose_name="sleutel in de index")),
                ("model", models.CharField(max_length=200, verbose_name="model")),
                ("object_pk", models.CharField(max_length=100, verbose_name="sleutel van het object")),
                ("toegevoegd_op", models.DateTimeField(auto_now_add=True, verbose_name="toegevoegd op")),
            ],
            options={"verbose_name": "indextaak", "verbose_name_plural": "indextaken"},
        ),
    ]
