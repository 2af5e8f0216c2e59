"""Say in the form under which name readers see somebody."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="user",
            name="weergavenaam",
            field=models.CharField(
                blank=True,
                help_text="Zo heet je op de site, ook bij voorstellen en reacties. Laat leeg om ‘een collega’ te heten.",
                max_length=120,
            ),
        ),
    ]
