from django.db import migrations

from kennisbank.search.postgres_indexes import EntryKeyIndex


class Migration(migrations.Migration):
    dependencies = [("bouwstenen", "0005_bouwsteen_citaat_ingetrokken")]
    operations = [EntryKeyIndex("gesprek"), EntryKeyIndex("bouwsteen")]
