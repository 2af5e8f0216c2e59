"""Permissions to bring texts and bouwstenen in; exchange keeps no rows of its own."""

from django.db import models


class Invoer(models.Model):
    """Holder of the permissions to import."""

    class Meta:
        managed = False
        default_permissions = ()
        permissions = [
            ("import_document", "Kan een document importeren"),
            ("import_bouwstenen", "Kan bouwstenen importeren"),
        ]

    def __str__(self) -> str:
        return "invoer"
