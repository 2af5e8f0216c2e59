"""Let the database itself refuse change and deletion of what was handed in."""

from django.db import migrations

from kennisbank.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("verhalen", "0001_initial")]

    operations = [AppendOnly("VerhaalVersie")]
