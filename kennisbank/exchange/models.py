"""Permissions to bring texts, bouwstenen and begrippen in, and where imported begrippen came from."""

from django.db import models

from themas.models import Thema


class Invoer(models.Model):
    """Holder of the permissions to import."""

    class Meta:
        managed = False
        default_permissions = ()
        permissions = [
            ("import_document", "Kan een document importeren"),
            ("import_bouwstenen", "Kan bouwstenen importeren"),
            ("import_begrippen", "Kan begrippen importeren"),
            ("import_codering", "Kan thema's en coderingen importeren"),
        ]

    def __str__(self) -> str:
        return "invoer"


class Begripbron(models.Model):
    """The begrip of another vocabulary that a thema was imported from, so that a next import knows it again."""

    thema = models.ForeignKey(Thema, on_delete=models.CASCADE, related_name="begripbronnen")
    uri = models.CharField(max_length=500, unique=True)
    sha256 = models.CharField(max_length=64, blank=True, help_text="Van de woorden zoals zij zijn ingelezen.")

    class Meta:
        verbose_name = "bron van een begrip"
        verbose_name_plural = "bronnen van begrippen"
        ordering = ["uri"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.uri
