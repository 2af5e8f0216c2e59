from django.db import migrations

from kennisbank.search.postgres_indexes import EntryKeyIndex


class Migration(migrations.Migration):
    dependencies = [("verhalen", "0002_append_only")]
    operations = [EntryKeyIndex("verhaal")]
