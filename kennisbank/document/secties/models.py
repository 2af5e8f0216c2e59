"""The sections of the newest version of every hoofdstuk, one row each, so that a search finds the place itself."""

from typing import Any

from django.db import models
from django.db.models import QuerySet
from modelsearch import index


class GepubliceerdeSectie(index.Indexed, models.Model):
    """A section as readers see it now; made anew from the frozen text whenever a version is frozen."""

    hoofdstuk = models.ForeignKey("document.Hoofdstuk", on_delete=models.CASCADE, related_name="gepubliceerde_secties")
    plek = models.PositiveSmallIntegerField()
    sectie_id = models.CharField("kenmerk van de sectie", max_length=36)
    kop = models.CharField(max_length=255)
    anker = models.CharField(max_length=300)
    tekst = models.TextField(blank=True, help_text="Without markup.")
    bijgewerkt_op = models.DateTimeField("versie van")

    search_fields = [
        index.SearchField("kop", boost=5),
        index.AutocompleteField("kop"),
        index.SearchField("hoofdstuktitel"),
        index.SearchField("tekst"),
        index.FilterField("kop"),
        index.FilterField("hoofdstuk"),
        index.FilterField("thema_slugs"),
        index.FilterField("bijgewerkt_op"),
    ]

    class Meta:
        """Options."""

        verbose_name = "gepubliceerde sectie"
        verbose_name_plural = "gepubliceerde secties"
        ordering = ["hoofdstuk", "plek"]
        constraints = [models.UniqueConstraint(fields=["hoofdstuk", "plek"], name="gepubliceerdesectie_plek_uniek")]

    def __str__(self) -> str:
        return f"{self.kop} – {self.hoofdstuktitel}"

    def get_absolute_url(self) -> str:
        return f"{self.hoofdstuk.url}#{self.anker}"

    @classmethod
    def get_indexed_objects(cls) -> QuerySet[Any]:
        """With what the index asks of them, in three queries."""
        return super().get_indexed_objects().select_related("hoofdstuk").prefetch_related("hoofdstuk__themas")

    @property
    def hoofdstuktitel(self) -> str:
        """What it is a part of, for the search index."""
        return str(self.hoofdstuk.title)

    @property
    def thema_slugs(self) -> list[str]:
        """What its hoofdstuk is about, for the facets of the search index."""
        return self.hoofdstuk.thema_slugs
