"""What researchers write down while they read."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from bouwstenen.models import Bouwsteen
from kennisbank.onderzoek.codering.models import Codeerronde
from kennisbank.onderzoek.memos.querysets import MemoQuerySet
from kennisbank.onderzoek.models import Selectie
from kennisbank.text.urn import new_urn_id
from themas.models import Thema

MAX_TITEL = 120
ONDERWERPEN = ("bouwsteen", "thema", "selectie", "ronde")
"""The fields that say what a memo is about: one of them at most."""


class Memo(models.Model):
    """A note of a researcher, private or for all with the workbench; about one thing or none."""

    kenmerk = models.CharField(max_length=10, unique=True, default=new_urn_id, editable=False)
    titel = models.CharField(max_length=MAX_TITEL)
    tekst = models.TextField()
    gedeeld = models.BooleanField(default=False)
    auteur = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memos")
    bouwsteen = models.ForeignKey(Bouwsteen, on_delete=models.SET_NULL, null=True, blank=True, related_name="memos")
    thema = models.ForeignKey(Thema, on_delete=models.SET_NULL, null=True, blank=True, related_name="memos")
    selectie = models.ForeignKey(Selectie, on_delete=models.SET_NULL, null=True, blank=True, related_name="memos")
    ronde = models.ForeignKey(Codeerronde, on_delete=models.SET_NULL, null=True, blank=True, related_name="memos")
    aangemaakt_op = models.DateTimeField(default=timezone.now, editable=False)
    gewijzigd_op = models.DateTimeField(default=timezone.now, editable=False)

    objects = MemoQuerySet.as_manager()

    class Meta:
        verbose_name = "memo"
        verbose_name_plural = "memo's"
        ordering = ["-gewijzigd_op", "-id"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(bouwsteen=None, thema=None, selectie=None)
                | Q(bouwsteen=None, thema=None, ronde=None)
                | Q(bouwsteen=None, selectie=None, ronde=None)
                | Q(thema=None, selectie=None, ronde=None),
                name="memo_over_een_ding",
            ),
        ]

    def __str__(self) -> str:
        return self.titel

    def get_absolute_url(self) -> str:
        return reverse("memos:memo", args=[self.kenmerk])

    @property
    def onderwerp(self) -> models.Model | None:
        """What it is about."""
        return next((thing for name in ONDERWERPEN if (thing := getattr(self, name)) is not None), None)
