"""The pieces of a file that are bouwstenen of this site, laid beside the words they have here."""

from bouwstenen.models import Bouwsteen
from kennisbank.exchange.refi.check import Bevinding
from kennisbank.exchange.refi.compose import words_of
from kennisbank.exchange.refi.guids import guid_of
from kennisbank.exchange.refi.reader import read_refi
from kennisbank.exchange.refi.texts import key_of


def compare_with_site(inhoud: bytes, naam: str) -> list[Bevinding]:
    """A remark for every selection of a bouwsteen of ours that has other words now. Raises LeesFout."""
    project, _ = read_refi(inhoud, naam)
    if not any(bron.selecties for bron in project.bronnen):
        return []
    rows = Bouwsteen.objects.published().only("urn_id", "titel", "tekst")
    here = {guid_of(steen.urn): words_of(steen) for steen in rows.iterator()}
    return [
        Bevinding(f"Selectie ‘{selectie.naam[:80]}’", "De bouwsteen heeft hier nu andere woorden.", is_fout=False)
        for bron in project.bronnen
        for selectie in bron.selecties
        if selectie.guid in here
        and key_of(bron.tekst[max(selectie.start, 0) : max(selectie.eind, 0)]) != key_of(here[selectie.guid])
    ]
