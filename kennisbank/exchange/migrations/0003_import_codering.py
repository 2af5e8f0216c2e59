from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("exchange", "0002_import_begrippen"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="invoer",
            options={
                "default_permissions": (),
                "managed": False,
                "permissions": [
                    ("import_document", "Kan een document importeren"),
                    ("import_bouwstenen", "Kan bouwstenen importeren"),
                    ("import_begrippen", "Kan begrippen importeren"),
                    ("import_codering", "Kan thema's en coderingen importeren"),
                ],
            },
        ),
    ]
