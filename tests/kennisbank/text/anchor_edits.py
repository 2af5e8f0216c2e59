"""A chapter of made-up Dutch, and the edits people make in it, with a record of what became of every sentence."""

import random
from dataclasses import dataclass, field

from kennisbank.text.sectie import Sectie


def _rij(tekst: str) -> list[str]:
    return [deel.strip() for deel in tekst.replace("\n", " ").split("|")]


WIE = _rij("""
de ambtenaar|de burger|het team|de wethouder|een nieuwe collega|de directie|de beleidsmaker|iedereen aan tafel|
de griffier|de jurist|een goede leidinggevende|de ondernemingsraad|het ministerie|de uitvoerder|wie het werk
doet|de inspecteur|een bewoner|de projectleider|de raad|het college|onze afdeling|de adviseur
""")
DOET = _rij("""
vraagt|bespreekt|schrijft|onderzoekt|weegt|verdedigt|bewaart|herhaalt|toetst|vertelt|noteert|verandert|kiest|
deelt|begrijpt|vergelijkt|verzamelt|bewaakt|verbetert|verwacht
""")
WAT = _rij("""
een besluit|de gevolgen van een regel|het verhaal achter de aanvraag|een ander geluid|de feiten|een lastige
vraag|de ruimte binnen de wet|een brief in gewone taal|het advies van de commissie|de grenzen van het mandaat|
een voorstel met drie keuzes|de wensen uit de buurt|wat er op tafel ligt|een afspraak over de planning|het
belang van later|twee scenario's|de opdracht van de minister|een dossier zonder gaten|de kosten per jaar|een
fout van vorige maand|het oordeel van de rechter|de stem van de praktijk|het [advies](https://voorbeeld.nl/a.b)|
de **derde** weg|de vraag in [[Tegenspraak]]
""")
HOE = _rij("""
voordat er iets wordt beslist|met open vizier|op een vaste dag in de week|zonder haast|samen met collega's van
buiten|als dat nodig is|in het openbaar|met oog voor wie er niet bij is|aan het begin van elk overleg|tot het
duidelijk is|ook als het schuurt|binnen drie weken|op basis van cijfers|vanuit de bedoeling|na een gesprek aan
de keukentafel|volgens art. 3 van de code|bijv. in een werksessie|met steun van de top|door eerst te luisteren
""")
SLOT = _rij("""
Dat vraagt moed|Zo hoort het|Dat kost tijd|Dat scheelt een brief|Wie dat doet, leert|Dit is geen luxe|Waarom
niet|Het kan ook anders|Dat werkt
""")
WOORDEN = _rij("""
altijd|soms|zelden|vaak|rustig|helder|openlijk|telkens|zorgvuldig|gericht|stevig|vroeg|laat|meestal|opnieuw|
eerlijk|kort|breed|samen|alleen|burgers|raden|dossiers|mensen|plannen|doelen
""")


@dataclass
class Zin:
    """A sentence, the old ones it carries, whether it still says the same and whether it was split or joined."""

    tekst: str
    bron: frozenset[int] = frozenset()
    gelijk: bool = True
    gevormd: bool = False


class Alinea(list[Zin]):
    """The sentences of a paragraph, or the items of a list."""

    lijst = False


@dataclass
class Hoofdstuk:
    """Sections in order, each an id, a heading and paragraphs; `vaag` are the sentences that moved out of context."""

    secties: list[tuple[str, str, list[Alinea]]]
    vaag: set[int] = field(default_factory=set)
    geraakt: set[int] = field(default_factory=set)

    def render(self) -> tuple[list[Sectie], list[list[tuple[int, int, Zin]]]]:
        """The sections as Markdown, and of each the places of its sentences."""
        secties, plekken = [], []
        for ident, kop, alineas in self.secties:
            tekst = ""
            spans = []
            for alinea in filter(None, alineas):
                tekst += "\n\n" if tekst else ""
                for nummer, zin in enumerate(alinea):
                    tekst += ("\n" if alinea.lijst else " ") if nummer else ""
                    stuk = f"- {zin.tekst}" if alinea.lijst else zin.tekst
                    spans.append((len(tekst), len(tekst) + len(stuk), zin))
                    tekst += stuk
            secties.append(Sectie(ident, kop, tekst))
            plekken.append(spans)
        return secties, plekken


class Redacteur:
    """Makes a chapter and edits it, all from one seed."""

    def __init__(self, seed: int) -> None:
        self.kies = random.Random(seed)
        self.gezien: set[str] = set()

    def sentence(self) -> str:
        """A sentence that is not in the chapter yet, now and then a short one that may be."""
        kies = self.kies.choice
        if self.kies.random() < 0.06:
            return kies(SLOT) + kies(".!?")
        while True:
            zin = f"{kies(WIE)} {kies(DOET)} {kies(WAT)}"
            if self.kies.random() < 0.7:
                zin += " " + kies(HOE)
            if self.kies.random() < 0.3:
                zin += f", {kies(['en', 'maar', 'want', 'terwijl'])} {kies(WIE)} {kies(DOET)} {kies(WAT)}"
            zin = zin[0].upper() + zin[1:] + "."
            if zin not in self.gezien:
                self.gezien.add(zin)
                return zin

    def chapter(self) -> Hoofdstuk:
        nummer = 0
        secties = []
        for sectie in range(self.kies.randint(3, 6)):
            alineas = []
            for _ in range(self.kies.randint(2, 5)):
                alinea = Alinea()
                alinea.lijst = self.kies.random() < 0.2
                for _ in range(self.kies.randint(1, 7)):
                    alinea.append(Zin(self.sentence(), frozenset([nummer])))
                    nummer += 1
                alineas.append(alinea)
            secties.append((f"s{sectie}", f"Kop {sectie}", alineas))
        return Hoofdstuk(secties)

    # Places

    def _all(self, hoofdstuk: Hoofdstuk, bij: int = 1) -> list[tuple[Alinea, int]]:
        return [
            (alinea, plek)
            for _, _, alineas in hoofdstuk.secties
            for alinea in alineas
            for plek in range(len(alinea) - bij + 1)
        ]

    def pick(self, hoofdstuk: Hoofdstuk, bij: int = 1) -> tuple[Alinea, int] | None:
        plekken = self._all(hoofdstuk, bij)
        return self.kies.choice(plekken) if plekken else None

    def _index(self, hoofdstuk: Hoofdstuk) -> dict[int, tuple[str, int]]:
        """Section and rank of every sentence object."""
        return {
            id(zin): (ident, rang)
            for ident, _, alineas in hoofdstuk.secties
            for rang, zin in enumerate(zin for alinea in alineas for zin in alinea)
        }

    def far(self, hoofdstuk: Hoofdstuk, alinea: Alinea, plek: int, afstand: int = 8) -> tuple[Alinea, int] | None:
        """A place between sentences that is not near this one."""
        waar = self._index(hoofdstuk)
        ident, rang = waar[id(alinea[plek])]
        ver = [
            (doel, bij)
            for doel, bij in self._all(hoofdstuk)
            if waar[id(doel[bij])][0] != ident or abs(waar[id(doel[bij])][1] - rang) >= afstand
        ]
        return self.kies.choice(ver) if ver else None

    # Edits

    def reword(self, hoofdstuk: Hoofdstuk) -> None:
        """Replace, add or drop at most a fifth of the words."""
        lang = [(alinea, plek) for alinea, plek in self._all(hoofdstuk) if len(alinea[plek].tekst.split()) >= 5]
        alinea, plek = self.kies.choice(lang)
        self._touch(hoofdstuk, alinea[plek])
        woorden = self.reworded(alinea[plek].tekst)
        alinea[plek] = Zin(woorden, alinea[plek].bron, False, alinea[plek].gevormd)

    def reworded(self, tekst: str) -> str:
        woorden = tekst[:-1].split()
        for _ in range(max(1, self.kies.randint(1, len(woorden) // 5))):
            plek = self.kies.randrange(1, len(woorden))
            manier = self.kies.random()
            if manier < 0.7:
                woorden[plek] = self.kies.choice(WOORDEN)
            elif manier < 0.85:
                woorden.insert(plek, self.kies.choice(WOORDEN))
            else:
                woorden.pop(plek)
        return " ".join(woorden) + tekst[-1]

    def delete(self, hoofdstuk: Hoofdstuk) -> None:
        alinea, plek = self.pick(hoofdstuk)
        self._touch(hoofdstuk, alinea[plek])
        alinea.pop(plek)

    def delete_paragraph(self, hoofdstuk: Hoofdstuk) -> None:
        alinea, _ = self.pick(hoofdstuk)
        for zin in alinea:
            self._touch(hoofdstuk, zin)
        alinea.clear()

    def insert(self, hoofdstuk: Hoofdstuk) -> None:
        alinea, plek = self.pick(hoofdstuk)
        alinea.insert(plek + self.kies.randint(0, 1), Zin(self.sentence()))

    def split(self, hoofdstuk: Hoofdstuk) -> None:
        """Make two sentences of one with a comma."""
        kan = [
            (alinea, plek)
            for alinea, plek in self._all(hoofdstuk)
            if ", " in (zin := alinea[plek]).tekst and not zin.gevormd and len(zin.tekst) > 50
        ]
        if not kan:
            return
        alinea, plek = self.kies.choice(kan)
        zin = alinea[plek]
        self._touch(hoofdstuk, zin)
        links, rechts = zin.tekst.split(", ", 1)
        if self.kies.random() < 0.5 and rechts.split()[0] in ("en", "maar", "want"):
            rechts = rechts.split(" ", 1)[1]
        rechts = rechts[0].upper() + rechts[1:]
        alinea[plek : plek + 1] = [Zin(links + ".", zin.bron, False, True), Zin(rechts, zin.bron, False, True)]

    def join(self, hoofdstuk: Hoofdstuk) -> None:
        """Make one sentence of two."""
        paar = self.pick(hoofdstuk, 2)
        if paar is None:
            return
        alinea, plek = paar
        een, twee = alinea[plek : plek + 2]
        if een.gevormd or twee.gevormd:
            return
        self._touch(hoofdstuk, een)
        self._touch(hoofdstuk, twee)
        samen = f"{een.tekst[:-1]}, {self.kies.choice(['en', 'maar', 'want'])} {twee.tekst[0].lower()}{twee.tekst[1:]}"
        alinea[plek : plek + 2] = [Zin(samen, een.bron | twee.bron, False, True)]

    def swap(self, hoofdstuk: Hoofdstuk) -> None:
        """Let two sentences in a row change places."""
        paar = self.pick(hoofdstuk, 2)
        if paar is None:
            return
        alinea, plek = paar
        for zin in alinea[plek : plek + 2]:
            self._touch(hoofdstuk, zin)
        alinea[plek : plek + 2] = alinea[plek : plek + 2][::-1]

    def move_sentence(self, hoofdstuk: Hoofdstuk) -> None:
        """Move one sentence to where nothing of its surroundings is."""
        alinea, plek = self.pick(hoofdstuk)
        doel = self.far(hoofdstuk, alinea, plek)
        if doel is None:
            return
        zin = alinea[plek]
        self._touch(hoofdstuk, zin)
        hoofdstuk.vaag |= zin.bron
        doel[0].insert(doel[1], zin)
        for plek, ander in enumerate(alinea):
            if ander is zin and (alinea is not doel[0] or plek != doel[1]):
                alinea.pop(plek)
                break

    def move_sentences(self, hoofdstuk: Hoofdstuk) -> None:
        """Move two or three sentences together, also to another section."""
        aantal = self.kies.randint(2, 3)
        paar = self.pick(hoofdstuk, aantal)
        if paar is None:
            return
        alinea, plek = paar
        zinnen = alinea[plek : plek + aantal]
        del alinea[plek : plek + aantal]
        for zin in zinnen:
            self._touch(hoofdstuk, zin)
        doel, bij = self.pick(hoofdstuk)
        doel[bij:bij] = zinnen

    def move_paragraph(self, hoofdstuk: Hoofdstuk) -> None:
        """Move a paragraph within its section or to another one."""
        _, _, alineas = self.kies.choice(hoofdstuk.secties)
        lang = [alinea for alinea in alineas if len(alinea) > 1]
        if not lang:
            return
        alinea = self.kies.choice(lang)
        for zin in alinea:
            self._touch(hoofdstuk, zin)
        for plek, ander in enumerate(alineas):
            if ander is alinea:
                alineas.pop(plek)
                break
        doel = alineas if self.kies.random() < 0.5 else self.kies.choice(hoofdstuk.secties)[2]
        doel.insert(self.kies.randint(0, len(doel)), alinea)

    def move_section(self, hoofdstuk: Hoofdstuk) -> None:
        sectie = hoofdstuk.secties.pop(self.kies.randrange(len(hoofdstuk.secties)))
        hoofdstuk.secties.insert(self.kies.randint(0, len(hoofdstuk.secties)), sectie)

    def split_paragraph(self, hoofdstuk: Hoofdstuk) -> None:
        _, _, alineas = self.kies.choice(hoofdstuk.secties)
        lang = [plek for plek, alinea in enumerate(alineas) if len(alinea) > 1]
        if lang:
            plek = self.kies.choice(lang)
            snede = self.kies.randrange(1, len(alineas[plek]))
            onder = Alinea(alineas[plek][snede:])
            onder.lijst = alineas[plek].lijst
            del alineas[plek][snede:]
            alineas.insert(plek + 1, onder)

    def lookalike(self, hoofdstuk: Hoofdstuk) -> None:
        """Put a copy, or nearly that, somewhere else; more often than not the original goes."""
        alinea, plek = self.pick(hoofdstuk)
        doel = self.far(hoofdstuk, alinea, plek)
        if doel is None:
            return
        zin = alinea[plek]
        self._touch(hoofdstuk, zin)
        tekst = zin.tekst if self.kies.random() < 0.5 or len(zin.tekst.split()) < 5 else self.reworded(zin.tekst)
        doel[0].insert(doel[1], Zin(tekst))
        if self.kies.random() < 0.7:
            for plek, ander in enumerate(alinea):
                if ander is zin:
                    alinea.pop(plek)
                    break

    def _touch(self, hoofdstuk: Hoofdstuk, zin: Zin) -> None:
        hoofdstuk.geraakt |= zin.bron

    def edit(self, hoofdstuk: Hoofdstuk, soort: str) -> None:
        getattr(self, soort)(hoofdstuk)


SOORTEN = _rij("""
reword|delete|delete_paragraph|insert|split|join|swap|move_sentence|move_sentences|move_paragraph|move_section|
split_paragraph|lookalike
""")
