"""Saving a hoofdstuk in the admin when somebody else saved in the meantime: merge, or ask what to keep."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, QueryDict

from kennisbank.document.conflicten import ConflictForm, koppen_of
from kennisbank.document.freezing import Bron, Inhoud, Sectie, inhoud_of
from kennisbank.document.merging import InhoudSamenvoeging, merge_inhoud
from kennisbank.document.models import Hoofdstuk
from kennisbank.document.services import body_of, latest_draft
from themas.models import Thema

BASIS = "basis_inhoud"
LABELS = ("Bewaard door een ander", "Wat jij schreef")
_OWN_FIELDS = ("csrfmiddlewaretoken", "overwrite_revision_id", "resultaat")
_CONFLICT_FIELDS = ("conflict_", "keuze_", "eigen_")


def dump_basis(hoofdstuk: Hoofdstuk) -> str:
    """The text somebody starts on, to travel along in the form: a draft may be rewritten in place by autosave."""
    return json.dumps(inhoud_of(hoofdstuk), ensure_ascii=False)


def parse_basis(text: str) -> Inhoud | None:
    """The text back; None when it is not there or not of that shape."""
    try:
        data = json.loads(text)
        return Inhoud(
            titel=str(data["titel"]),
            samenvatting=str(data["samenvatting"]),
            themas=[str(slug) for slug in data["themas"]],
            secties=[
                Sectie(
                    id=str(sectie["id"]),
                    kop=str(sectie["kop"]),
                    tekst=str(sectie["tekst"]),
                    bronnen=[
                        Bron(bouwsteen=str(bron["bouwsteen"]), rol=str(bron["rol"])) for bron in sectie["bronnen"]
                    ],
                )
                for sectie in data["secties"]
            ],
        )
    except (ValueError, KeyError, TypeError):
        return None


class Samenvoeger:
    """One outdated save: what the editor started on, what stands there now, what they send."""

    def __init__(self, request: HttpRequest, basis: Inhoud, mine: Hoofdstuk) -> None:
        self.request = request
        stored = Hoofdstuk.objects.get(pk=mine.pk)
        self.other = stored.latest_revision.user if stored.latest_revision else None
        self.huidig = inhoud_of(latest_draft(stored))
        self.mijn = inhoud_of(mine)
        self.samenvoeging: InhoudSamenvoeging = merge_inhoud(basis, self.huidig, self.mijn)
        answered = request.POST if "conflict_1" in request.POST else None
        self.form = ConflictForm(
            self.samenvoeging.conflicten, koppen=koppen_of(self.huidig, self.mijn), data=answered, labels=LABELS
        )

    def resolve(self) -> Inhoud | None:
        """The merged text; None while an editor still has to choose, or only asked to see what comes of it."""
        if self.samenvoeging.schoon:
            return self.samenvoeging.resolve()
        if not self.form.is_bound or "resultaat" in self.request.POST:
            return None
        return self.form.resolve(self.samenvoeging)

    def so_far(self) -> Inhoud:
        """The text with the choices made so far."""
        return self.form.resolve_so_far(self.samenvoeging)

    def conflicts(self) -> list[Any]:
        """The conflicts as components/conflict.html takes them."""
        return list(self.form.toon(fouten="resultaat" not in self.request.POST))

    def carried(self) -> Iterator[tuple[str, str]]:
        """Everything else the editor sent, to take along unseen."""
        for name, values in self.request.POST.lists():
            if name not in _OWN_FIELDS and not name.startswith(_CONFLICT_FIELDS):
                for value in values:
                    yield name, str(value)


def put_into_form(form: Any, inhoud: Inhoud) -> None:
    """Have a valid admin form save `inhoud` in place of the words that were typed in it."""
    page = form.instance
    page.title, page.samenvatting, page.body = inhoud["titel"], inhoud["samenvatting"], body_of(inhoud["secties"])
    themas = Thema.objects.filter(slug__in=inhoud["themas"])
    page.themas.set(themas)
    if "themas" in form.cleaned_data:
        form.cleaned_data["themas"] = themas


def without_overwrite(posted: QueryDict) -> QueryDict:
    """What was sent, without the autosaved revision of this session: somebody saved after it."""
    kept = posted.copy()
    kept.pop("overwrite_revision_id", None)
    return kept
