from django.db import migrations

from kennisbank.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("draden", "0001_initial")]

    operations = [AppendOnly("RodeDraadVersie")]
