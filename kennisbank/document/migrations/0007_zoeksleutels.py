from django.db import migrations

from kennisbank.search.postgres_indexes import EntryKeyIndex


class Migration(migrations.Migration):
    dependencies = [("document", "0006_gepubliceerde_secties")]
    operations = [
        EntryKeyIndex("gepubliceerdesectie"),
        EntryKeyIndex("startpagina"),
        EntryKeyIndex("inhoudspagina"),
        EntryKeyIndex("levenddocument"),
        EntryKeyIndex("hoofdstuk"),
    ]
