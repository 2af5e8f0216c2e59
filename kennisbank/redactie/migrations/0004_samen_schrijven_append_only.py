"""Let the database itself refuse change and deletion of what must stay."""

from django.db import migrations

from kennisbank.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("redactie", "0003_samen_schrijven")]

    operations = [AppendOnly("VoorstelVersie"), AppendOnly("VoorstelGebeurtenis"), AppendOnly("Moderatie")]
