"""Remember which hoofdstukken an edition in preparation leaves out on purpose."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("document", "0004_edities_append_only")]

    operations = [
        migrations.AddField(
            model_name="editieconcept",
            name="weggelaten",
            field=models.ManyToManyField(
                blank=True, help_text="Left out on purpose.", related_name="+", to="document.hoofdstuk"
            ),
        ),
    ]
