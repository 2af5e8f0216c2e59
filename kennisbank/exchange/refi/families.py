"""The codebook: the vocabulary and the fixed lists of the site as families of codes, each below a folder."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings

from bouwstenen.models import Bouwsteen, BouwsteenSoort, Canvasvak
from kennisbank.exchange.refi.guids import guid_of
from kennisbank.exchange.refi.model import Code, Notitie
from themas.models import Thema, ThemaSoort

PLEK, SOORT, TEGENGELUID = "plek", "soort", "tegengeluid"
CANVASVAK, LICHAAMSDEEL = "canvasvak", ThemaSoort.LICHAAMSDEEL.value
NAMEN = {
    ThemaSoort.THEMA.value: "Thema’s",
    PLEK: "Plek in het gesprek",
    CANVASVAK: "Canvasvak",
    LICHAAMSDEEL: "Lichaamsdeel",
    ThemaSoort.NIVEAU.value: "Lens: niveau",
    ThemaSoort.AMBITIE.value: "Lens: ambitie",
    ThemaSoort.RELATIE.value: "Lens: relatie",
    ThemaSoort.OVERHEIDSROL.value: "Lens: overheidsrol",
    SOORT: "Soort bouwsteen",
}
KLEUREN = {
    ThemaSoort.THEMA.value: "#154273",
    CANVASVAK: "#8A5300",
    LICHAAMSDEEL: "#A3195B",
    ThemaSoort.NIVEAU.value: "#275937",
    ThemaSoort.AMBITIE.value: "#42145F",
    ThemaSoort.RELATIE.value: "#01689B",
    ThemaSoort.OVERHEIDSROL.value: "#673327",
    SOORT: "#535353",
}
_LENZEN = [soort.value for soort in ThemaSoort if soort.value not in (ThemaSoort.THEMA.value, LICHAAMSDEEL)]


def family_guid(familie: str) -> str:
    """The GUID of the folder of one family."""
    return guid_of(f"urn:kennisbank-av:codefamilie:{familie}")


def fixed_guid(familie: str, waarde: str) -> str:
    """The GUID of a code that is no term of the vocabulary: a box of the canvas, a kind of bouwsteen."""
    return guid_of(f"urn:kennisbank-av:{familie}:{waarde}")


def site_url(pad: str) -> str:
    """The full address of a page of this site."""
    return str(settings.WAGTAILADMIN_BASE_URL).rstrip("/") + pad


@dataclass(frozen=True)
class Woorden:
    """The vocabulary in memory, and how its terms lie in the codebook."""

    themas: dict[int, Thema]
    boven: dict[int, int]
    synoniemen: dict[int, list[str]]

    @classmethod
    def load(cls) -> "Woorden":
        """Everything in three queries."""
        themas = {thema.pk: thema for thema in Thema.objects.order_by("soort", "volgorde", "naam", "pk")}
        synoniemen: dict[int, list[str]] = defaultdict(list)
        for pk, term in Thema.objects.filter(synoniemen__isnull=False).values_list("pk", "synoniemen__term"):
            synoniemen[pk].append(term)
        return cls(themas, _parents(themas), {pk: sorted(terms) for pk, terms in synoniemen.items()})

    def current(self, thema: Thema) -> Thema:
        """The term that a merged one went into."""
        while thema.opgegaan_in_id is not None:
            thema = self.themas[thema.opgegaan_in_id]
        return thema

    def with_parents(self, pks: Iterable[int]) -> set[int]:
        """Those terms and the ones they lie below in the codebook."""
        wanted: set[int] = set()
        for start in pks:
            pk: int | None = start
            while pk is not None and pk not in wanted:
                wanted.add(pk)
                pk = self.boven.get(pk)
        return wanted


def _parents(themas: dict[int, Thema]) -> dict[int, int]:
    """For each term the one broader term of its kind that it lies below: a code lies in one place."""
    place = {pk: number for number, pk in enumerate(themas)}
    boven: dict[int, int] = {}
    pairs = Thema.breder.through.objects.values_list("from_thema_id", "to_thema_id")
    for below, above in sorted(pairs, key=lambda pair: place[pair[1]]):
        usable = themas[below].soort == themas[above].soort and themas[above].opgegaan_in_id is None
        if usable and below not in boven:
            boven[below] = above
    return boven


def codes_of(steen: Bouwsteen, woorden: Woorden) -> list[str]:
    """The GUIDs of the codes that a bouwsteen has: its themas and lenzen, its place, its kind."""
    terms = {woorden.current(thema).pk for thema in steen.themas.all()}
    found = [guid_of(thema.urn) for pk, thema in woorden.themas.items() if pk in terms]
    if steen.lichaamsdeel is not None:
        found.append(guid_of(woorden.current(steen.lichaamsdeel).urn))
    if steen.canvasvak:
        found.append(fixed_guid(CANVASVAK, steen.canvasvak))
    found.append(fixed_guid(SOORT, steen.soort))
    if steen.tegengeluid:
        found.append(fixed_guid(SOORT, TEGENGELUID))
    return found


def build_codes(woorden: Woorden, used: Collection[str] | None = None) -> tuple[Code, ...]:
    """The whole codebook; with `used` only those codes and what they lie below. Folders are always there."""
    keep = None
    if used is not None:
        keep = woorden.with_parents(pk for pk, thema in woorden.themas.items() if guid_of(thema.urn) in used)

    def fixed(familie: str, waarden: Iterable[tuple[str, str]]) -> tuple[Code, ...]:
        codes = (Code(fixed_guid(familie, key), naam, kleur=KLEUREN[familie]) for key, naam in waarden)
        return tuple(code for code in codes if used is None or code.guid in used)

    def terms(soort: str) -> tuple[Code, ...]:
        return tuple(_term_codes(woorden, soort, None, keep))

    plek = (_folder(CANVASVAK, fixed(CANVASVAK, Canvasvak.choices)), _folder(LICHAAMSDEEL, terms(LICHAAMSDEEL)))
    soorten = fixed(SOORT, [*BouwsteenSoort.choices, (TEGENGELUID, "Tegengeluid")])
    return (
        _folder(ThemaSoort.THEMA.value, terms(ThemaSoort.THEMA.value)),
        _folder(PLEK, plek),
        *(_folder(lens, terms(lens)) for lens in _LENZEN),
        _folder(SOORT, soorten),
    )


def _folder(familie: str, codes: tuple[Code, ...]) -> Code:
    kleur = KLEUREN.get(familie, "")
    return Code(family_guid(familie), NAMEN[familie], codeerbaar=False, kleur=kleur, codes=codes)


def _term_codes(woorden: Woorden, soort: str, boven: int | None, keep: Collection[int] | None) -> Iterator[Code]:
    for pk, thema in woorden.themas.items():
        if thema.soort != soort or thema.opgegaan_in_id is not None or woorden.boven.get(pk) != boven:
            continue
        if keep is None or pk in keep:
            yield Code(
                guid=guid_of(thema.urn),
                naam=thema.naam,
                kleur=KLEUREN[soort],
                omschrijving=thema.definitie,
                notities=(note_guid(thema),),
                codes=tuple(_term_codes(woorden, soort, pk, keep)),
            )


def note_guid(thema: Thema) -> str:
    """The GUID of the note about one term."""
    return guid_of(thema.urn, "notitie")


def build_notes(woorden: Woorden, codes: Iterable[Code]) -> tuple[Notitie, ...]:
    """A note with definition, explanation, synonyms and address for every term among these codes."""
    pointed_at = {guid for code in flat(codes) for guid in code.notities}
    return tuple(
        Notitie(note_guid(thema), thema.naam, _explain(thema, woorden))
        for thema in woorden.themas.values()
        if note_guid(thema) in pointed_at
    )


def _explain(thema: Thema, woorden: Woorden) -> str:
    synoniemen = ", ".join(woorden.synoniemen.get(thema.pk, []))
    parts = [
        thema.definitie,
        thema.toelichting,
        f"Ook wel: {synoniemen}." if synoniemen else "",
        f"{site_url(thema.get_absolute_url())} ({thema.urn})",
    ]
    return "\n\n".join(part for part in parts if part)


def flat(codes: Iterable[Code]) -> Iterator[Code]:
    """Every code, parents first."""
    for code in codes:
        yield code
        yield from flat(code.codes)
