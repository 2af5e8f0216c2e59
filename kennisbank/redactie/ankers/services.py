"""Every change to anchors: which bouwsteen supports which sentence, version after version."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from wagtail.log_actions import log

from bouwstenen.models import Bouwsteen
from kennisbank.accounts.models import User
from kennisbank.document.freezing import Inhoud
from kennisbank.document.models import Hoofdstuk, HoofdstukVersie
from kennisbank.document.services import VerouderdeVersie
from kennisbank.redactie.ankers.models import Anker, Ankerstand
from kennisbank.redactie.ankers.places import (
    as_text_anchor,
    find_again,
    is_same,
    next_fields,
    overlaps,
    passage_fields,
    sections_of,
    texts_of,
)
from kennisbank.redactie.ankers.suggesting import suggest_for_versie
from kennisbank.text import anchors
from kennisbank.text.normalise import normalise
from kennisbank.text.sentences import Span
from kennisbank.text.statements import statements

GONE = "Deze woorden staan niet meer in de tekst."


def _require(user: User) -> None:
    if not user.has_perm("redactie.change_anker"):
        raise PermissionDenied("Alleen de redactie koppelt bouwstenen aan zinnen.")


def _require_newest(hoofdstuk_id: int, nummer: int) -> HoofdstukVersie:
    """Lock the hoofdstuk, so that nothing is published meanwhile, and return the version that readers see.

    Raises VerouderdeVersie when that is not `nummer`.
    """
    hoofdstuk = Hoofdstuk.objects.select_for_update().get(pk=hoofdstuk_id)
    newest = hoofdstuk.versies.order_by("-nummer").first()
    if newest is None or newest.nummer != nummer:
        raise VerouderdeVersie(
            "Dit hoofdstuk is intussen gewijzigd, dus er is niets vastgelegd. Je ziet nu de nieuwe tekst. "
            "Kijk of je keuze nog klopt en probeer het opnieuw."
        )
    return newest


# Along with the text


@transaction.atomic
def carry_ankers(versie: HoofdstukVersie, vorige: HoofdstukVersie) -> None:
    """Take all anchors of a hoofdstuk along to its next version; called when that is frozen.

    An anchor whose place stays the same stays as it is. The others end at `vorige`, and a next row says where the
    sentence stands now, or that it is an orphan. An orphan whose words came back, as when an old version is restored,
    finds its place again; and what waited for this publication gets its place.
    """
    old, new = sections_of(vorige.inhoud), sections_of(versie.inhoud)
    before = {(sectie.id, sectie.tekst) for sectie in old}
    same = {sectie.id for sectie in new if (sectie.id, sectie.tekst) in before}
    texts = texts_of(versie.inhoud)
    moving: list[Anker] = []
    found: list[tuple[Anker, anchors.Plaatsing]] = []
    for anker in Anker.objects.current().filter(hoofdstuk_id=versie.hoofdstuk_id):
        if anker.stand != Ankerstand.WEES:
            moving += [] if anker.sectie_id in same else [anker]
        elif (place := find_again(anker, texts)) is not None:
            found.append((anker, place))
    places = anchors.carry([(anker.sectie_id, as_text_anchor(anker)) for anker in moving], old, new)
    _continue_in(versie, [*zip(moving, places, strict=True), *found])
    place_waiting(versie)


def _continue_in(versie: HoofdstukVersie, placed: Iterable[tuple[Anker, anchors.Plaatsing]]) -> None:
    """End anchors before `versie`, and let a next row take over from each that has another place there.

    Of a sentence that is gone and was redactioneel nothing has to be found back: that mark just ends.
    """
    ended: list[int] = []
    gone: list[int] = []
    made: list[Anker] = []
    for anker, place in placed:
        fields = next_fields(anker, place)
        if place.stand == anchors.Stand.WEES and anker.bouwsteen_id is None:
            gone.append(anker.pk)
        elif place.stand == anchors.Stand.WEES or anker.stand == Ankerstand.WEES or not is_same(anker, fields):
            ended.append(anker.pk)
            made.append(_next_row(anker, versie, fields))
    for start in range(0, len(ended), 500):
        Anker.objects.filter(pk__in=ended[start : start + 500]).update(tot=versie.nummer - 1)
    Anker.objects.filter(pk__in=gone).update(tot=versie.nummer - 1, losgelaten=True, reden=GONE)
    Anker.objects.bulk_create(made, batch_size=500)


def _next_row(anker: Anker, versie: HoofdstukVersie, fields: Mapping[str, Any], door: User | None = None) -> Anker:
    return Anker(
        hoofdstuk_id=anker.hoofdstuk_id,
        bouwsteen_id=anker.bouwsteen_id,
        vanaf=versie.nummer,
        vorige=anker,
        door_id=door.pk if door else anker.door_id,
        op=versie.gemaakt_op,
        **fields,
    )


def place_waiting(versie: HoofdstukVersie) -> None:
    """Give anchors made for a draft their place, or make orphans of them; called when a version is frozen."""
    texts = texts_of(versie.inhoud)
    waiting = list(Anker.objects.waiting().filter(hoofdstuk_id=versie.hoofdstuk_id))
    for anker in waiting:
        place = find_again(anker, texts)
        anker.vanaf = versie.nummer
        if place is None:
            anker.stand = Ankerstand.WEES
        else:
            for field, value in passage_fields(place.anker).items():
                setattr(anker, field, value)
    fields = ["vanaf", "stand", "exact", "prefix", "suffix", "begin", "einde"]
    Anker.objects.bulk_update(waiting, fields, batch_size=200)


# Tying


@transaction.atomic
def anchor_changed_sentences(
    hoofdstuk: Hoofdstuk,
    *,
    sectie_id: str,
    voor: Inhoud,
    na: Inhoud,
    nummer: int | None,
    bouwstenen: Sequence[Bouwsteen],
    user: User,
) -> list[Anker]:
    """Say that the sentences of a section that are in `na` and not in `voor` rest on `bouwstenen`.

    `nummer` is the version that `na` was frozen as; None for a draft: the anchors then wait until it is published.
    """
    _require(user)
    if not bouwstenen:
        return []
    text = texts_of(na).get(sectie_id, "")
    before = {
        _squeeze(old[slice(*span)])
        for sectie in voor["secties"]
        for old in [normalise(sectie["tekst"])]
        for span in statements(old)
    }
    fresh = [span for span in statements(text) if _squeeze(text[slice(*span)]) not in before]
    return attach_sentences(
        hoofdstuk, sectie_id=sectie_id, tekst=text, zinnen=fresh, nummer=nummer, bouwstenen=bouwstenen, user=user
    )


@transaction.atomic
def attach_sentences(
    hoofdstuk: Hoofdstuk,
    *,
    sectie_id: str,
    tekst: str,
    zinnen: Iterable[Span],
    nummer: int | None,
    bouwstenen: Sequence[Bouwsteen],
    user: User,
) -> list[Anker]:
    """Tie places (from, to) in the text of a section to bouwstenen; with no bouwstenen they become redactioneel.

    `tekst` is that of version `nummer`, or of a draft when that is None. What is tied already is left alone. A sentence
    is redactioneel only while it rests on no bouwsteen: tying one to it ends the mark, and a sentence with a bouwsteen
    is not marked. Raises VerouderdeVersie when `nummer` is not the version that readers see, and ValidationError for a
    bouwsteen that readers do not see.
    """
    _require(user)
    if any(bouwsteen.status not in {"gepubliceerd", "vervangen"} for bouwsteen in bouwstenen):
        raise ValidationError({"bouwstenen": "Koppel alleen bouwstenen die gepubliceerd zijn."})
    if nummer is not None:
        _require_newest(hoofdstuk.pk, nummer)
    known = _Known(hoofdstuk, sectie_id, is_draft=nummer is None)
    made = []
    for begin, einde in zinnen:
        place = passage_fields(anchors.make_anchor(tekst, begin, einde))
        for bouwsteen_id in known.missing(begin, einde, [bouwsteen.pk for bouwsteen in bouwstenen]):
            made.append(
                Anker(
                    hoofdstuk=hoofdstuk,
                    sectie_id=sectie_id,
                    bouwsteen_id=bouwsteen_id,
                    vanaf=nummer,
                    door=user,
                    **place,
                )
            )
        if bouwstenen:
            for mark in known.marks(begin, einde):
                _end(mark, "Deze zin rust nu op een bouwsteen.", nummer)
    if made:
        Anker.objects.bulk_create(made, batch_size=500)
        _log(hoofdstuk, user, gekoppeld=len(made))
    return made


class _Known:
    """What is tied in a section already, so that nothing is tied twice."""

    def __init__(self, hoofdstuk: Hoofdstuk, sectie_id: str, *, is_draft: bool) -> None:
        rows = Anker.objects.waiting() if is_draft else Anker.objects.current().placed()
        self.rows = list(rows.filter(hoofdstuk=hoofdstuk, sectie_id=sectie_id))
        self.present = {(row.begin, row.einde, row.bouwsteen_id) for row in self.rows}
        self.sourced = [(row.begin, row.einde) for row in self.rows if row.bouwsteen_id is not None]

    def missing(self, begin: int, einde: int, bouwsteen_ids: Sequence[int]) -> list[int | None]:
        """Which of these have yet to be tied to the sentence; None stands for redactioneel."""
        if bouwsteen_ids:
            return [pk for pk in dict.fromkeys(bouwsteen_ids) if (begin, einde, pk) not in self.present]
        is_taken = (begin, einde, None) in self.present or overlaps(self.sourced, begin, einde)
        return [] if is_taken else [None]

    def marks(self, begin: int, einde: int) -> list[Anker]:
        """The marks that say that the sentence is redactioneel."""
        return [
            row for row in self.rows if row.bouwsteen_id is None and overlaps([(begin, einde)], row.begin, row.einde)
        ]


def _end(anker: Anker, reden: str, nummer: int | None) -> None:
    """Let an anchor hold no longer, from the version that readers see on; the versions before keep it."""
    anker.losgelaten, anker.reden = True, reden
    if anker.vanaf is not None and nummer is not None:
        anker.tot = nummer - 1
    anker.save(update_fields=["losgelaten", "reden", "tot"])


# Afterwards


@transaction.atomic
def release_anker(anker: Anker, *, nummer: int, reden: str, user: User) -> None:
    """Untie a sentence from its bouwsteen, or take away that it is redactioneel; versions before `nummer` keep it.

    Raises ValidationError without a reason, and VerouderdeVersie when `nummer` is not the version that readers see.
    """
    _require(user)
    if not reden.strip():
        raise ValidationError({"reden": "Geef een reden. Collega's lezen die later terug."})
    _require_newest(anker.hoofdstuk_id, nummer)
    locked = _lock_open(anker)
    _end(locked, " ".join(reden.split())[:300], nummer)
    _log(locked.hoofdstuk, user, losgelaten=locked.pk, reden=locked.reden)


@transaction.atomic
def release_ankers(ankers: Iterable[Anker], *, nummer: int, reden: str, user: User) -> None:
    """Untie several, all or none; see `release_anker`."""
    for anker in ankers:
        release_anker(anker, nummer=nummer, reden=reden, user=user)


@transaction.atomic
def reattach_anker(anker: Anker, *, nummer: int, sectie_id: str, begin: int, einde: int, user: User) -> Anker:
    """Say where a sentence stands in version `nummer`: an orphan gets its place back, by hand.

    Raises ValidationError when the place is not in the text, and VerouderdeVersie when `nummer` is not the version that
    readers see.
    """
    _require(user)
    newest = _require_newest(anker.hoofdstuk_id, nummer)
    locked = _lock_open(anker)
    try:
        place = anchors.make_anchor(texts_of(newest.inhoud).get(sectie_id, ""), begin, einde)
    except ValueError:
        raise ValidationError({"zin": "Deze zin staat niet meer in de tekst. Kies een andere."}) from None
    fields = {**passage_fields(place), "sectie_id": sectie_id, "stand": Ankerstand.VAST, "was": "", "gelijkenis": 100}
    if locked.vanaf is None or locked.vanaf == nummer:
        locked.vanaf = nummer
        for name, value in fields.items():
            setattr(locked, name, value)
        placed = locked
    else:
        locked.tot = nummer - 1
        placed = _next_row(locked, newest, fields, door=user)
    locked.save()
    placed.save()
    _log(placed.hoofdstuk, user, gehecht=placed.pk)
    return placed


@transaction.atomic
def confirm_anker(anker: Anker, *, nummer: int, user: User) -> None:
    """Say that a reworded sentence still rests on its bouwsteen: from now on its words are the ones tied.

    Raises ValidationError for an orphan, and VerouderdeVersie when `nummer` is not the version that readers see.
    """
    _require(user)
    _require_newest(anker.hoofdstuk_id, nummer)
    locked = _lock_open(anker)
    if locked.is_wees:
        raise ValidationError({"zin": "Deze koppeling heeft geen zin meer. Kies er eerst een."})
    locked.stand, locked.was, locked.gelijkenis = Ankerstand.VAST, "", 100
    locked.save(update_fields=["stand", "was", "gelijkenis"])
    _log(locked.hoofdstuk, user, bevestigd=locked.pk)


def _lock_open(anker: Anker) -> Anker:
    locked = Anker.objects.select_for_update().get(pk=anker.pk)
    if locked.tot is not None or locked.losgelaten:
        raise ValidationError("Deze koppeling is intussen door iemand anders afgehandeld.")
    return locked


# Texts that were brought in


@transaction.atomic
def anchor_existing(hoofdstuk: Hoofdstuk, *, user: User) -> int:
    """Tie the sentences of a text that was brought in to the bouwstenen of their section, version by version.

    Only sentences that clearly hold the words of a bouwsteen. Orphans of long ago are let go: nobody is waiting for
    them. Returns how many anchors hold for what readers see; does nothing where somebody tied sentences already.
    """
    _require(user)
    if Anker.objects.filter(hoofdstuk=hoofdstuk).exists():
        return 0
    former: HoofdstukVersie | None = None
    for versie in hoofdstuk.versies.order_by("nummer"):
        if former is not None:
            _release_orphans(hoofdstuk, former.nummer)
            carry_ankers(versie, former)
        _attach_suggested(versie, user)
        former = versie
    return Anker.objects.current().placed().filter(hoofdstuk=hoofdstuk).count()


def _release_orphans(hoofdstuk: Hoofdstuk, nummer: int) -> None:
    Anker.objects.current().filter(hoofdstuk=hoofdstuk, stand=Ankerstand.WEES).update(
        losgelaten=True, reden=GONE, tot=nummer
    )


def _attach_suggested(versie: HoofdstukVersie, user: User) -> None:
    tied: dict[tuple[str, int | None], list[Span]] = {}
    for anker in Anker.objects.current().placed().filter(hoofdstuk_id=versie.hoofdstuk_id):
        tied.setdefault((anker.sectie_id, anker.bouwsteen_id), []).append((anker.begin, anker.einde))
    Anker.objects.bulk_create(
        [
            Anker(
                hoofdstuk_id=versie.hoofdstuk_id,
                sectie_id=found.sectie_id,
                bouwsteen_id=found.bouwsteen_id,
                vanaf=versie.nummer,
                door=user,
                op=versie.gemaakt_op,
                **passage_fields(anchors.make_anchor(found.tekst, *found.zin)),
            )
            for found in suggest_for_versie(versie.inhoud)
            if not overlaps(tied.get((found.sectie_id, found.bouwsteen_id), ()), *found.zin)
        ],
        batch_size=500,
    )


def _log(hoofdstuk: Hoofdstuk, user: User, **data: Any) -> None:
    log(instance=hoofdstuk, action="wagtail.edit", user=user, data={"ankers": data})


def _squeeze(zin: str) -> str:
    return " ".join(zin.split())
