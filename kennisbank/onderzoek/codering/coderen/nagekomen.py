"""Answers that came in after a round was closed: kept in the trail, counted when the round is reopened."""

from django.utils import timezone

from kennisbank.onderzoek.codering.models import (
    Codeereenheid,
    Codeerronde,
    Codering,
    Codeur,
    Fase,
    Oordeel,
    RondeGebeurtenis,
    Stapsoort,
)


def late_answers(ronde: Codeerronde) -> list[RondeGebeurtenis]:
    """Those that came in since the round was last open, oldest first."""
    steps = ronde.gebeurtenissen.filter(soort__in=(Stapsoort.GEOPEND, Stapsoort.HEROPEND, Stapsoort.NAGEKOMEN))
    found: list[RondeGebeurtenis] = []
    for step in steps.order_by("op", "pk"):
        if step.soort == Stapsoort.NAGEKOMEN:
            found.append(step)
        elif step.soort == Stapsoort.GEOPEND or step.gegevens.get("naar") == Fase.OPEN:
            found = []
    return found


def apply_late(ronde: Codeerronde) -> int:
    """Write the answers that came in since the round was closed as answers of today; how many there were."""
    rows = late_answers(ronde)
    codeurs = {codeur.nummer: codeur for codeur in ronde.codeurs.all()}
    eenheden = {eenheid.nummer: eenheid for eenheid in ronde.eenheden.all()}
    codes = {code.nummer: code.pk for code in ronde.codes.all()}
    for row in rows:
        data = row.gegevens
        codeur, eenheid = codeurs.get(data["codeur"]), eenheden.get(data["eenheid"])
        if codeur is not None and eenheid is not None:
            given = [codes[number] for number in data["codes"] if number in codes]
            write_answer(codeur, eenheid, data["oordeel"], given, data["opmerking"])
    return len(rows)


def write_answer(codeur: Codeur, eenheid: Codeereenheid, oordeel: str, codes: list[int], opmerking: str) -> None:
    """Put one answer in place of the one there; an empty one takes it away. The caller holds the lock on the round."""
    rows = Codering.objects.filter(codeur=codeur, eenheid=eenheid)
    if not oordeel and not opmerking:
        rows.delete()
        return
    row, _ = Codering.objects.update_or_create(
        codeur=codeur, eenheid=eenheid, defaults={"oordeel": oordeel, "opmerking": opmerking, "op": timezone.now()}
    )
    row.codes.set(codes if oordeel == Oordeel.CODES else [])
