"""Let the database itself refuse change and deletion of the proof that something was deleted."""

from django.db import migrations

from kennisbank.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("deelnemers", "0001_initial")]

    operations = [AppendOnly("Wisbewijs")]
