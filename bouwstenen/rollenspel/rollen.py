"""The roles, the phases of a game and the words for an effect: plain values that models, services and pages share."""

from django.db import models


class Rol(models.TextChoices):
    """The four roles of government (NSOB), in the order in which they sit around the table."""

    RECHTMATIG = "rechtmatig", "Rechtmatige overheid"
    PRESTEREND = "presterend", "Presterende overheid"
    NETWERKEND = "netwerkend", "Netwerkende overheid"
    RESPONSIEF = "responsief", "Responsieve overheid"

    @property
    def kort(self) -> str:
        """The name without the word overheid."""
        return self.label.split()[0]

    @property
    def thema_slug(self) -> str:
        """The slug of the overheidsrol in the vocabulary."""
        return f"rol-{self.value}"

    @property
    def volgende(self) -> "Rol":
        """The role to the right, where a player moves after the first round."""
        roles = list(Rol)
        return roles[(roles.index(self) + 1) % len(roles)]


UITLEG = {
    Rol.RECHTMATIG: "Jij let op rechten, plichten en een zorgvuldige procedure. Gelijke gevallen behandel je gelijk.",
    Rol.PRESTEREND: "Jij let op het resultaat: wat is afgesproken, wanneer is het klaar en wat kost het?",
    Rol.NETWERKEND: "Jij zoekt met andere partijen naar een doel dat jullie delen, en naar afspraken die standhouden.",
    Rol.RESPONSIEF: "Jij begint bij wat inwoners en bedrijven zelf al doen, en kijkt wat zij daarvoor nodig hebben.",
}


class Richting(models.IntegerChoices):
    """What a choice does to another player."""

    STERK_TEGEN = -2, "werkt sterk tegen"
    TEGEN = -1, "werkt wat tegen"
    NEUTRAAL = 0, "verandert weinig"
    MEE = 1, "helpt wat"
    STERK_MEE = 2, "helpt sterk"

    @property
    def teken(self) -> str:
        """The same as a sign, for a table cell."""
        return {-2: "− −", -1: "−", 0: "0", 1: "+", 2: "+ +"}[self.value]

    @property
    def naam(self) -> str:
        """The same as part of a class name."""
        return self.name.lower().replace("_", "-")


class Fase(models.TextChoices):
    """How far a game is. The facilitator takes it from one to the next, never back."""

    LOBBY = "lobby", "Rollen kiezen"
    RONDE_1 = "ronde1", "Ronde 1: kiezen"
    EFFECTEN_1 = "effecten1", "Ronde 1: wat het doet"
    WISSEL = "wissel", "Van rol wisselen"
    RONDE_2 = "ronde2", "Ronde 2: kiezen"
    EFFECTEN_2 = "effecten2", "Ronde 2: wat het doet"
    CONCLUSIES = "conclusies", "Conclusies"
    EINDE = "einde", "Afgelopen"

    @property
    def volgende(self) -> "Fase | None":
        """What comes after this; None after the end."""
        phases = list(Fase)
        place = phases.index(self) + 1
        return phases[place] if place < len(phases) else None

    @property
    def ronde(self) -> int:
        """Which round is being played or shown: 1, 2, or 0 when it is neither."""
        return {"ronde1": 1, "effecten1": 1, "ronde2": 2, "effecten2": 2}.get(self.value, 0)

    @property
    def is_ronde(self) -> bool:
        """Whether choices can be made now."""
        return self in {Fase.RONDE_1, Fase.RONDE_2}


class Vorm(models.TextChoices):
    """How the team plays."""

    SCHERM = "scherm", "Samen op één scherm"
    TELEFOONS = "telefoons", "Ieder op de eigen telefoon"


class Conclusievraag(models.TextChoices):
    """What a conclusion answers."""

    GELEERD = "geleerd", "Wat heb je geleerd?"
    DOCUMENT = "document", "Wat moet er in het document staan?"


class Stemsoort(models.TextChoices):
    """What a player says to a conclusion of the team."""

    STEUN = "steun", "Eens"
    TEGENGELUID = "tegengeluid", "Ik zie dit anders"
