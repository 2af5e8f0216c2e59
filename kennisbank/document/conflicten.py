"""The choices an editor makes where two people changed the same words; shown with components/conflict.html."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField

from kennisbank.document.freezing import Inhoud
from kennisbank.document.merging import SAMENVATTING, TITEL, InhoudSamenvoeging, text_of
from kennisbank.text.conflicts import Conflict, ConflictSoort, OnopgelosteConflicten, both
from kennisbank.text.diff import AlineaVerschil, Deel, Soort, Status, diff_texts
from kennisbank.text.hashing import sha256_hex
from kennisbank.text.limits import TekstFout, check_length
from kennisbank.text.normalise import normalise

HUIDIG, VOORGESTELD, BEIDE, EIGEN = "huidig", "voorgesteld", "beide", "eigen"
MAX_KOP = 150
MAX_ROWS = 14
BEWAARD, GEPARKEERD = "bewaard", "geparkeerd"
CHOOSE = "Kies wat hier komt te staan."

_TITLES = {
    ConflictSoort.TEKST: "Tekst in",
    ConflictSoort.KOP: "De kop van",
    ConflictSoort.SECTIE: "Wel of niet laten vervallen:",
    ConflictSoort.PLAATS: "De plaats van",
}
_ANSWER = ("conflict", "keuze", "eigen")
_OWN = {ConflictSoort.PLAATS: "Een andere plaats", ConflictSoort.KOP: "Een eigen kop"}


@dataclass(frozen=True)
class Optie:
    """One answer: its value and label, what it makes of the place, and that text compared with the base."""

    waarde: str
    label: str
    tekst: str
    gekozen: bool
    verschil: Sequence[AlineaVerschil] = ()


@dataclass(frozen=True)
class GetoondConflict:
    """One place where an editor has to choose, as components/conflict.html shows it."""

    nummer: int
    soort: str
    titel: str
    basis: str
    opties: Sequence[Optie]
    merk: BoundField
    keuze: BoundField
    eigen: BoundField
    resultaat: str
    fout: str = ""
    eigen_fout: str = ""


def koppen_of(*inhouden: Inhoud) -> dict[str, str]:
    """The headings by section id, of the first content that has the section."""
    koppen: dict[str, str] = {}
    for inhoud in inhouden:
        for sectie in text_of(inhoud):
            koppen.setdefault(sectie.id, sectie.kop)
    return koppen


class ConflictForm(forms.Form):
    """A choice for each conflict: what stands there, what was proposed, both, or words of the editor's own.

    Every conflict brings along a mark of its words. When the text changed since the form was shown, what was chosen for
    a conflict that is still the same stays; own words stay in any case, with the conflict that is in the same place now
    or else in the field `bewaard`. Answers to conflicts that are not there now wait in `geparkeerd` until they return.
    """

    use_required_attribute = False

    def __init__(
        self,
        conflicten: Sequence[Conflict],
        *,
        koppen: Mapping[str, str],
        data: Mapping[str, Any] | None = None,
        labels: tuple[str, str] = ("Staat er nu", "Voorgesteld"),
    ) -> None:
        self.conflicten = tuple(conflicten)
        self.koppen = dict(koppen)
        self.labels = labels
        super().__init__(None if data is None else _follow(data, self.conflicten))
        for number, conflict in enumerate(self.conflicten, 1):
            self.fields[f"conflict_{number}"] = forms.CharField(widget=forms.HiddenInput, required=False)
            self.fields[f"keuze_{number}"] = self._choice(conflict)
            self.fields[f"eigen_{number}"] = self._own_words(number, conflict)
            self.initial.update({f"conflict_{number}": _mark(conflict), f"eigen_{number}": _first_words(conflict)})
        if self.data.get(BEWAARD):
            self.fields[BEWAARD] = _kept_words()
        if self.data.get(GEPARKEERD):
            self.fields[GEPARKEERD] = forms.CharField(required=False, widget=forms.HiddenInput)

    def keuzes(self) -> dict[str, str]:
        """The text for each conflict that has a sound choice, by the key of the conflict; see Samenvoeging.resolve."""
        self.is_valid()
        cleaned = self.cleaned_data if self.is_bound else {}
        return {
            conflict.sleutel: self._text(number, conflict, cleaned[f"keuze_{number}"])
            for number, conflict in enumerate(self.conflicten, 1)
            if f"keuze_{number}" in cleaned and not self.has_error(f"eigen_{number}")
        }

    def resolve(self, samenvoeging: InhoudSamenvoeging) -> Inhoud | None:
        """The text with all choices in it; None while one is missing. A place that cannot be is refused."""
        try:
            return samenvoeging.resolve(self.keuzes())
        except OnopgelosteConflicten as error:
            self._refuse(error.sleutels)
            return None

    def resolve_so_far(self, samenvoeging: InhoudSamenvoeging) -> Inhoud:
        """The same, with what stands there now wherever nothing was chosen yet."""
        keuzes = {conflict.sleutel: conflict.ons for conflict in self.conflicten} | self.keuzes()
        try:
            return samenvoeging.resolve(keuzes)
        except OnopgelosteConflicten as error:  # sections that should each follow the other
            return samenvoeging.resolve(keuzes | dict.fromkeys(error.sleutels, ""))

    def _refuse(self, sleutels: Sequence[str]) -> None:
        """Ask again for places that were chosen but do not exist, or that are after each other."""
        chosen = self.keuzes()
        for number, conflict in enumerate(self.conflicten, 1):
            if conflict.sleutel in sleutels and conflict.sleutel in chosen:
                self.add_error(f"keuze_{number}", "Hier kan de sectie niet staan. Kies een andere plaats.")

    @property
    def aantal_open(self) -> int:
        """How many conflicts wait for a choice."""
        return len(self.conflicten) - len(self.keuzes())

    def clean(self) -> dict[str, Any]:
        """Own words are there when they were chosen, and not too long."""
        cleaned = super().clean() or self.cleaned_data
        for number, conflict in enumerate(self.conflicten, 1):
            if cleaned.get(f"keuze_{number}") != EIGEN or self.has_error(f"eigen_{number}"):
                continue
            own = cleaned.get(f"eigen_{number}", "")
            if not own.strip() and conflict.soort != ConflictSoort.PLAATS:
                self.add_error(f"eigen_{number}", "Schrijf hier je eigen tekst, of maak een andere keuze.")
                continue
            try:
                check_length(own)
            except TekstFout as fout:
                self.add_error(f"eigen_{number}", str(fout))
        return cleaned

    def toon(self, *, fouten: bool = True) -> Iterator[GetoondConflict]:
        """Every conflict as the component shows it, in reading order; without `fouten` while somebody is at it."""
        errors = self.errors if fouten else {}
        for number, conflict in enumerate(self.conflicten, 1):
            chosen = str(self[f"keuze_{number}"].value() or "")
            yield GetoondConflict(
                nummer=number,
                soort=conflict.soort.value,
                titel=str(self[f"keuze_{number}"].label),
                basis=self._shown(conflict, conflict.basis),
                opties=[self._option(number, conflict, value, chosen) for value in _answers(conflict)],
                merk=self[f"conflict_{number}"],
                keuze=self[f"keuze_{number}"],
                eigen=self[f"eigen_{number}"],
                resultaat=self._shown(conflict, self._text(number, conflict, chosen)) if chosen else "",
                fout=_first(errors.get(f"keuze_{number}")),
                eigen_fout=_first(errors.get(f"eigen_{number}")),
            )

    def _choice(self, conflict: Conflict) -> forms.ChoiceField:
        return forms.ChoiceField(
            label=f"{_TITLES[conflict.soort]} ‘{self.koppen.get(conflict.sectie_id, 'een vervallen sectie')}’",
            choices=[(value, self._label(conflict, value)) for value in _answers(conflict)],
            widget=forms.RadioSelect,
            error_messages={
                "required": "Kies wat hier komt te staan.",
                "invalid_choice": "Kies een antwoord uit de lijst.",
            },
        )

    def _own_words(self, number: int, conflict: Conflict) -> forms.Field:
        # data-voorzet: filled to start from, so what the browser kept may take its place; see js/delen/bewaar.js.
        attrs: dict[str, Any] = {"class": "kb-conflict__eigen", "aria-label": f"Eigen tekst bij {number}"}
        attrs |= {} if self.is_bound else {"data-voorzet": True}
        if conflict.soort == ConflictSoort.PLAATS:
            return forms.ChoiceField(
                label="Andere plaats",
                required=False,
                choices=self._places(conflict),
                widget=forms.Select(attrs=attrs),
                error_messages={"invalid_choice": "Kies een plaats uit de lijst."},
            )
        if conflict.soort == ConflictSoort.KOP or conflict.sectie_id == TITEL:
            error = f"Maak de kop korter: hoogstens {MAX_KOP} tekens."
            return forms.CharField(
                label="Eigen kop",
                required=False,
                max_length=MAX_KOP,
                widget=forms.TextInput(attrs=attrs),
                error_messages={"max_length": error},
            )
        rows = min(MAX_ROWS, 3 + max(len(text) // 80 + text.count("\n") for text in (conflict.ons, conflict.hun)))
        return forms.CharField(
            label="Eigen tekst", required=False, strip=False, widget=forms.Textarea(attrs=attrs | {"rows": rows})
        )

    def _places(self, conflict: Conflict) -> list[tuple[str, str]]:
        first = SAMENVATTING if SAMENVATTING in self.koppen else ""
        after = [
            (sectie_id, f"Na ‘{kop}’")
            for sectie_id, kop in self.koppen.items()
            if sectie_id not in {TITEL, SAMENVATTING, "", conflict.sectie_id}
        ]
        known = {first, *dict(after)}
        gone = [(place, _place(place, self.koppen)) for place in (conflict.ons, conflict.hun) if place not in known]
        return [(first, "Vooraan"), *after, *dict(gone).items()]

    def _option(self, number: int, conflict: Conflict, value: str, chosen: str) -> Optie:
        text = self._text(number, conflict, value)
        shown = self._shown(conflict, text)
        is_side = value in {HUIDIG, VOORGESTELD}
        difference = _compare(self._shown(conflict, conflict.basis), shown) if is_side else []
        return Optie(value, self._label(conflict, value), shown, value == chosen, difference)

    def _label(self, conflict: Conflict, value: str) -> str:
        if value in {HUIDIG, VOORGESTELD}:
            label = self.labels[value == VOORGESTELD]
            if conflict.soort != ConflictSoort.SECTIE:
                return label
            text = conflict.ons if value == HUIDIG else conflict.hun
            return f"{label}: {'de sectie blijft, zo' if text else 'de sectie vervalt'}"
        return "Beide, na elkaar" if value == BEIDE else _OWN.get(conflict.soort, "Eigen tekst")

    def _text(self, number: int, conflict: Conflict, value: str) -> str:
        sides = {HUIDIG: conflict.ons, VOORGESTELD: conflict.hun}
        if value in sides:
            return sides[value]
        if value == BEIDE:
            return both(conflict)
        return normalise(str(self[f"eigen_{number}"].value() or "")).strip()

    def _shown(self, conflict: Conflict, text: str) -> str:
        return _place(text, self.koppen) if conflict.soort == ConflictSoort.PLAATS else text


def _first(errors: Any) -> str:
    return str(errors[0]) if errors else ""


def _kept_words() -> forms.CharField:
    return forms.CharField(
        label="Wat je eerder schreef",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4, "readonly": True}),
        help_text="De plek waar dit hoorde is intussen veranderd. Neem over wat je nog nodig hebt.",
    )


def _answers(conflict: Conflict) -> list[str]:
    """What can be answered: a heading, a title and a place can only be one thing; of a removed section one side is
    nothing, so both is the same as the other side.
    """
    keeps_both = conflict.soort == ConflictSoort.TEKST and conflict.sectie_id != TITEL and conflict.ons and conflict.hun
    return [HUIDIG, VOORGESTELD, *([BEIDE] if keeps_both else []), EIGEN]


def _first_words(conflict: Conflict) -> str:
    return conflict.hun or conflict.ons


def _place(sectie_id: str, koppen: Mapping[str, str]) -> str:
    if sectie_id in {"", TITEL, SAMENVATTING}:
        return "Vooraan"
    return f"Na ‘{koppen.get(sectie_id, 'een vervallen sectie')}’"


def _compare(basis: str, text: str) -> list[AlineaVerschil]:
    if not text:
        gone = Deel(Soort.WEG, basis)
        return [AlineaVerschil(Status.VERVALLEN, (gone,))] if basis else []
    return diff_texts(basis, text)


def _short(*words: str) -> str:
    return sha256_hex(list(words))[:12]


def _mark(conflict: Conflict) -> str:
    """What a conflict is recognised by after the text changed: its place, and the words of both sides."""
    place = f"{conflict.soort.value}-{_short(conflict.sectie_id, conflict.basis)}"
    return f"{place}.{_short(conflict.ons.strip())}.{_short(conflict.hun.strip())}"


def _follow(data: Mapping[str, Any], conflicten: Sequence[Conflict]) -> dict[str, Any]:
    """What was sent, under the numbers that the conflicts have now."""
    sent = _read(data)
    followed: dict[str, Any] = {}
    places: dict[int, Conflict] = {}
    for number, conflict in enumerate(conflicten, 1):
        mark = _mark(conflict)
        followed[f"conflict_{number}"], followed[f"eigen_{number}"] = mark, _first_words(conflict)
        answer = next((one for one in sent if one["conflict"] == mark), None)
        if answer is None:
            places[number] = conflict
        else:
            sent.remove(answer)
            followed[f"keuze_{number}"] = answer["keuze"]
            # A choice without the field beside it keeps the words that stand in it.
            followed[f"eigen_{number}"] = followed[f"eigen_{number}"] if answer["eigen"] is None else answer["eigen"]
    for number, conflict in places.items():
        place = _mark(conflict).split(".")[0]
        same = [answer for answer in sent if _is_typed(answer) and str(answer["conflict"]).split(".")[0] == place]
        if same:
            sent.remove(same[0])
            followed[f"eigen_{number}"] = same[0]["eigen"]
    return followed | _park([answer for answer in sent if answer["keuze"] or _is_typed(answer)], data)


def _park(answers: Sequence[Mapping[str, Any]], data: Mapping[str, Any]) -> dict[str, str]:
    """Keep answers to conflicts that are not there now: as they are, and for the editor to see what they wrote."""
    words = [] if GEPARKEERD in data else [str(data.get(BEWAARD) or "")]
    words += [str(answer["eigen"]) for answer in answers if _is_typed(answer)]
    return {
        BEWAARD: "\n\n".join(text for text in words if text.strip()),
        GEPARKEERD: json.dumps(list(answers)) if answers else "",
    }


def _read(data: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The answers that were sent, in their order, and after them those that wait."""
    answers = []
    number = 1
    while f"conflict_{number}" in data:
        answers.append({name: data.get(f"{name}_{number}") for name in _ANSWER})
        number += 1
    return answers + _read_parked(str(data.get(GEPARKEERD) or ""))


def _read_parked(text: str) -> list[dict[str, Any]]:
    """The answers that wait; none when somebody wrote something else there."""
    try:
        parked = json.loads(text) if text else []
        return [{name: str(answer.get(name) or "") for name in _ANSWER} for answer in parked]
    except (ValueError, AttributeError, TypeError):
        return []


def _is_typed(answer: Mapping[str, Any]) -> bool:
    """Whether the words are the editor's own, and not what the field was filled with or what a list offers."""
    if str(answer["conflict"]).startswith(ConflictSoort.PLAATS.value):
        return False
    own = normalise(str(answer["eigen"] or "")).strip()
    return bool(own) and _short(own) not in str(answer["conflict"]).split(".")[1:]
