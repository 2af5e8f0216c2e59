"""Know since when readers see a bouwsteen: wordings from before that are not theirs to read."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("bouwstenen", "0002_append_only")]

    operations = [
        migrations.AddField(
            model_name="bouwsteen",
            name="gepubliceerd_op",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="gepubliceerd"),
        ),
    ]
