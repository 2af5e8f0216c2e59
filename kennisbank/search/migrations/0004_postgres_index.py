from django.apps import apps
from django.db import migrations

from kennisbank.search.postgres_indexes import ENTRIES, EntryIndex


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0003_synoniemgroep"),
        # A site may use our search without Wagtail's.
        *([("wagtailsearch", "0010_add_text_fields")] if apps.is_installed(ENTRIES) else []),
    ]
    operations = [EntryIndex()]
