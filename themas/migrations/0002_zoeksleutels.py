from django.db import migrations

from kennisbank.search.postgres_indexes import EntryKeyIndex


class Migration(migrations.Migration):
    dependencies = [("themas", "0001_initial")]
    operations = [EntryKeyIndex("thema"), EntryKeyIndex("leeraanbod")]
