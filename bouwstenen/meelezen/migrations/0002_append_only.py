"""What was said about consent stays said."""

from django.db import migrations

from kennisbank.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("meelezen", "0001_initial")]

    operations = [AppendOnly("ToestemmingGebeurtenis")]
