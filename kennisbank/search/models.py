"""The outbox of the search index; what is asked and recommended is in `vragen`, synonyms in `synoniemen`."""

from django.db import models

from kennisbank.search.synoniemen.models import Synoniemgroep
from kennisbank.search.vragen.models import Aanbeveling, GesteldeVraag

__all__ = ["Aanbeveling", "GesteldeVraag", "IndexTaak", "Synoniemgroep"]


class IndexTaak(models.Model):
    """An object that changed and that the search index does not have yet. Lives from the change until it is indexed."""

    sleutel = models.CharField("sleutel in de index", max_length=255)
    model = models.CharField("model", max_length=200)
    object_pk = models.CharField("sleutel van het object", max_length=100)
    toegevoegd_op = models.DateTimeField("toegevoegd op", auto_now_add=True)

    class Meta:
        """Options."""

        verbose_name = "indextaak"
        verbose_name_plural = "indextaken"

    def __str__(self) -> str:
        return self.sleutel
