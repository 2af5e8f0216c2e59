"""What the demo has of after a gesprek: answers of participants on the terugkoppeling, and verhalen."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from bouwstenen.deelnemers.models import Bericht
from bouwstenen.deelnemers.services import add_deelnemer
from bouwstenen.models import Bouwsteen, Gesprek
from bouwstenen.verhalen.models import Verhaal
from bouwstenen.verhalen.services import Inhoud, newest_nummer, publish_verhaal, save_verhaal, submit_verhaal
from kennisbank.accounts.models import User
from kennisbank.exchange.demo.source import Row
from kennisbank.redactie.terugkoppeling.services import handle_herkenning, save_herkenning
from themas.models import Thema


def load_herkenningen(
    rows: list[Row], gesprekken: Mapping[str, Gesprek], bouwstenen: Mapping[str, Bouwsteen], *, user: User
) -> None:
    """Let participants say whether they recognise their words; the redactie answered some of them."""
    for row in rows:
        gesprek = Gesprek.objects.get(pk=gesprekken[row["gesprek"]].pk)
        deelnemer = add_deelnemer(gesprek, naam=row["naam"], email=row["email"], user=None)
        for answer in row["antwoorden"]:
            herkenning = save_herkenning(
                deelnemer,
                bouwsteen=bouwstenen[answer["bouwsteen"]] if answer.get("bouwsteen") else None,
                antwoord=answer["antwoord"],
                opmerking=answer.get("opmerking", ""),
            )
            if answer.get("reactie"):
                handle_herkenning(herkenning, reactie=answer["reactie"], user=user)


def load_verhalen(
    rows: list[Row],
    gesprekken: Mapping[str, Gesprek],
    themas: Mapping[str, Thema],
    users: Mapping[str, User],
    *,
    urn_id: Callable[[str], str],
    moment: Callable[[date | str], datetime],
) -> None:
    """Hand in each verhaal, and publish those with a day; the others wait for the redactie."""
    for row in rows:
        author = users[row["door"]]
        verhaal = save_verhaal(
            None,
            inhoud=Inhoud(
                titel=row["titel"],
                inleiding=row["inleiding"],
                tekst=row["tekst"],
                video_url=row.get("video_url", ""),
                video_tekst=row.get("video_tekst", ""),
                gesprek=gesprekken[row["gesprek"]] if row.get("gesprek") else None,
                themas=[themas[slug] for slug in row["themas"]],
            ),
            user=author,
        )
        Verhaal.objects.filter(pk=verhaal.pk).update(urn_id=urn_id(f"verhaal:{verhaal.slug}"))
        submit_verhaal(verhaal, user=author)
        if row.get("op"):
            Verhaal.objects.filter(pk=verhaal.pk).update(gepubliceerd_op=moment(row["op"]))
            publish_verhaal(verhaal, versie=newest_nummer(verhaal), user=users["redacteur"])
    Bericht.objects.filter(soort="verhaal_besluit").delete()  # long ago: nobody waits for a mail about it
