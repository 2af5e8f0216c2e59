"""Who is writing where at this moment."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class Aanwezigheid(models.Model):
    """Somebody has the editor of a hoofdstuk open. Says nothing once `gezien_op` is minutes old; cleaned up then."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    hoofdstuk = models.ForeignKey("document.Hoofdstuk", on_delete=models.CASCADE, related_name="aanwezigen")
    sectie_id = models.CharField(max_length=36, blank=True)
    gezien_op = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "aanwezigheid"
        verbose_name_plural = "aanwezigheid"
        constraints = [models.UniqueConstraint(fields=["user", "hoofdstuk"], name="aanwezigheid_een_keer")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.hoofdstuk_id}"
