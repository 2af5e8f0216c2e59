"""Let the database itself refuse change and deletion of a published edition."""

from django.db import migrations

from kennisbank.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("document", "0003_edities")]

    operations = [AppendOnly("Editie"), AppendOnly("EditieHoofdstuk")]
