"""Who uses the kennisbank."""

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """Someone with an account: a civil servant, or one of the redactie."""

    weergavenaam = models.CharField(
        max_length=120,
        blank=True,
        help_text="Zo heet je op de site, ook bij voorstellen en reacties. Laat leeg om ‘een collega’ te heten.",
    )
    organisatie = models.CharField(max_length=120, blank=True)
    functie = models.CharField(max_length=120, blank=True)

    class Meta(AbstractUser.Meta):
        verbose_name = "gebruiker"
        verbose_name_plural = "gebruikers"

    def __str__(self) -> str:
        return self.naam

    @property
    def naam(self) -> str:
        """The name that colleagues see in the admin."""
        return self.weergavenaam or self.get_full_name() or self.username

    @property
    def openbare_naam(self) -> str:
        """The name that readers see: never the name somebody logs in with."""
        return self.weergavenaam or self.get_full_name() or "een collega"
