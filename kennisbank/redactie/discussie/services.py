"""Every change to discussions: starting one, reacting, resolving, moderating, and moving along with the text."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from bouwstenen.models import Bouwsteen
from kennisbank.accounts.models import User
from kennisbank.document.merging import text_of
from kennisbank.document.models import Hoofdstuk, HoofdstukVersie
from kennisbank.redactie.ankers.models import Ankerstand
from kennisbank.redactie.discussie.models import Discussie, Moderatie, ModeratieSoort, Reactie
from kennisbank.redactie.voorstellen.models import Voorstel
from kennisbank.text import anchors
from kennisbank.text.normalise import normalise

MAX_REACTIE = 5_000
MAX_CITAAT = 2_000


@transaction.atomic
def start_discussie_on_passage(
    hoofdstuk: Hoofdstuk,
    *,
    versie: int,
    sectie_id: str,
    citaat: str = "",
    prefix: str = "",
    suffix: str = "",
    tekst: str,
    user: User,
) -> Discussie:
    """Start a thread on words of a section as version `versie` has them; without `citaat`, on the whole section.

    `prefix` and `suffix` are what stands around the words, to tell equal passages apart. When the hoofdstuk has a newer
    version, the thread moves there at once. Raises ValidationError with the fields citaat and tekst.
    """
    _require(user)
    text = _clean(tekst)
    frozen = hoofdstuk.versies.filter(nummer=versie).first()
    section = next((part for part in frozen.inhoud["secties"] if part["id"] == sectie_id), None) if frozen else None
    if frozen is None or section is None or not hoofdstuk.live:
        raise ValidationError("Deze sectie is niet gevonden. Open het hoofdstuk opnieuw.")
    discussie = Discussie(hoofdstuk=hoofdstuk, sectie_id=sectie_id, versie=versie, gestart_door=user)
    if citaat.strip():
        _place(discussie, anchors.find_passage(section["tekst"], citaat[:MAX_CITAAT], prefix, suffix))
        discussie.citaat = discussie.exact
    discussie.save()
    newest = hoofdstuk.versies.order_by("-nummer")[:1].get()
    if newest.nummer != versie:
        _carry([discussie], newest, frozen)
    _react(discussie, text, user)
    return discussie


def _place(discussie: Discussie, found: anchors.Anker | None) -> None:
    if found is None:
        raise ValidationError(
            {"citaat": "Deze woorden staan niet, of vaker dan één keer, in de sectie. Kies een hele zin uit de lijst."}
        )
    discussie.exact, discussie.prefix, discussie.suffix = found.exact, found.prefix, found.suffix
    discussie.begin, discussie.einde = found.begin, found.einde


@transaction.atomic
def start_discussie(onderwerp: Voorstel | Bouwsteen, *, tekst: str, user: User) -> Discussie:
    """Start a thread on a voorstel or on a published bouwsteen."""
    _require(user)
    text = _clean(tekst)
    if isinstance(onderwerp, Voorstel):
        discussie = Discussie.objects.create(voorstel=onderwerp, gestart_door=user)
    elif Bouwsteen.objects.published().filter(pk=onderwerp.pk).exists():
        discussie = Discussie.objects.create(bouwsteen=onderwerp, gestart_door=user)
    else:
        raise ValidationError("Deze bouwsteen is niet gepubliceerd. Er kan geen discussie over komen.")
    _react(discussie, text, user)
    return discussie


@transaction.atomic
def add_reactie(discussie: Discussie, *, tekst: str, user: User) -> Reactie:
    """React in a thread. The same words by the same person twice in a row (a form sent twice) count once.

    A thread that was resolved opens again: somebody has something to add.
    """
    _require(user)
    text = _clean(tekst)
    locked = Discussie.objects.select_for_update().get(pk=discussie.pk)
    last = locked.reacties.order_by("-op", "-pk").first()
    if last is not None and (last.tekst, last.door_id) == (text, user.pk):
        return last
    if locked.opgelost_op is not None:
        _set_resolved(locked, None)
    return _react(locked, text, user)


@transaction.atomic
def resolve_discussie(discussie: Discussie, *, user: User) -> None:
    """Mark a thread as resolved; who started it may, and the redactie."""
    _require_closer(discussie, user)
    if discussie.opgelost_op is None:
        _set_resolved(discussie, user)


@transaction.atomic
def reopen_discussie(discussie: Discussie, *, user: User) -> None:
    """Open a resolved thread again."""
    _require_closer(discussie, user)
    if discussie.opgelost_op is not None:
        _set_resolved(discussie, None)


@transaction.atomic
def hide_reactie(reactie: Reactie, *, reden: str, user: User) -> Moderatie:
    """Take a reactie out of sight; its place stays, with the reason."""
    return _moderate(reactie, ModeratieSoort.VERBORGEN, reden, user)


@transaction.atomic
def show_reactie(reactie: Reactie, *, reden: str, user: User) -> Moderatie:
    """Bring a hidden reactie back."""
    return _moderate(reactie, ModeratieSoort.TERUGGEZET, reden, user)


@transaction.atomic
def carry_discussies(versie: HoofdstukVersie, vorige: HoofdstukVersie) -> None:
    """Move the threads on passages along to the next version; called when that is frozen.

    A passage that is gone or uncertain makes the thread an orphan: it keeps its words and is shown below the section,
    never beside other words.
    """
    passages = Discussie.objects.filter(hoofdstuk_id=versie.hoofdstuk_id, begin__isnull=False)
    _carry(list(passages.exclude(stand=Ankerstand.WEES)), versie, vorige)


def _carry(discussies: list[Discussie], versie: HoofdstukVersie, vorige: HoofdstukVersie) -> None:
    moving = [discussie for discussie in discussies if discussie.begin is not None and discussie.einde is not None]
    places = anchors.carry(
        [(discussie.sectie_id, _as_anchor(discussie)) for discussie in moving],
        text_of(vorige.inhoud),
        text_of(versie.inhoud),
    )
    for discussie, place in zip(moving, places, strict=True):
        discussie.stand, discussie.sectie_id = place.stand.value, place.sectie_id
        _place(discussie, place.anker)
        discussie.save()


def _as_anchor(discussie: Discussie) -> anchors.Anker:
    return anchors.Anker(
        discussie.exact, discussie.prefix, discussie.suffix, discussie.begin or 0, discussie.einde or 0
    )


def _moderate(reactie: Reactie, soort: ModeratieSoort, reden: str, user: User) -> Moderatie:
    if not user.has_perm("redactie.moderate_reactie"):
        raise PermissionDenied("Alleen de redactie verbergt reacties.")
    if not reden.strip():
        raise ValidationError({"reden": "Geef een reden. Iedereen kan die lezen."})
    locked = Reactie.objects.select_for_update().get(pk=reactie.pk)
    hides = soort == ModeratieSoort.VERBORGEN
    if locked.verborgen == hides:
        raise ValidationError("Dit is al gebeurd.")
    locked.verborgen = hides
    locked.save(update_fields=["verborgen"])
    log(instance=locked, action="wagtail.edit", user=user, data={"moderatie": soort.value})
    return locked.moderaties.create(soort=soort, reden=reden.strip(), door=user)


def _react(discussie: Discussie, tekst: str, user: User) -> Reactie:
    return discussie.reacties.create(tekst=tekst, door=user)


def _set_resolved(discussie: Discussie, user: User | None) -> None:
    discussie.opgelost_door = user
    discussie.opgelost_op = timezone.now() if user else None
    discussie.save(update_fields=["opgelost_door", "opgelost_op"])


def _require(user: User) -> None:
    if not user.is_authenticated or not user.has_perm("redactie.add_reactie"):
        raise PermissionDenied("Log in om mee te praten.")


def _require_closer(discussie: Discussie, user: User) -> None:
    _require(user)
    if discussie.gestart_door_id != user.pk and not user.has_perm("redactie.moderate_reactie"):
        raise PermissionDenied("Alleen wie de discussie begon en de redactie kunnen haar sluiten of heropenen.")


def _clean(tekst: str) -> str:
    text = normalise(tekst).strip()
    if not text:
        raise ValidationError({"tekst": "Schrijf eerst een reactie."})
    if len(text) > MAX_REACTIE:
        raise ValidationError({"tekst": f"Maak je reactie korter: hoogstens {MAX_REACTIE} tekens."})
    return text
