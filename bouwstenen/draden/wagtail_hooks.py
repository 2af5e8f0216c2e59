"""Rode draden in the admin: from the bouwstenen that an editor ticked in the list."""

from typing import Any

from wagtail import hooks

from bouwstenen.bulk import BouwsteenBulkAction
from bouwstenen.draden.forms import DraadKeuzeForm, DraadMakenForm
from bouwstenen.draden.services import add_bouwstenen, create_draad
from bouwstenen.models import Bouwsteen


class MakeDraadAction(BouwsteenBulkAction):
    """Begin a rode draad that these bouwstenen carry."""

    display_name = "Maak een rode draad"
    aria_label = "Maak een rode draad van de gekozen bouwstenen"
    action_type = "rode-draad"
    action_priority = 5
    permission = "draden.add_rodedraad"
    form_class = DraadMakenForm
    uitleg = "Lezers zien de rode draad pas als je hem op de site publiceert. Je vindt hem bij Rode draden."

    def act(self, bouwstenen: list[Bouwsteen], data: dict[str, Any], user: Any) -> int:
        create_draad(**data, bouwstenen=bouwstenen, user=user)
        return len(bouwstenen)

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        return f"De rode draad is gemaakt, met {num_parent_objects} bouwste{_en(num_parent_objects)}."


class AddToDraadAction(BouwsteenBulkAction):
    """Let these bouwstenen carry a rode draad that is there."""

    display_name = "Voeg toe aan een rode draad"
    aria_label = "Voeg de gekozen bouwstenen toe aan een rode draad"
    action_type = "bij-rode-draad"
    action_priority = 6
    permission = "draden.change_rodedraad"
    form_class = DraadKeuzeForm
    uitleg = "Wat er al bij staat, blijft op zijn plaats. De andere komen achteraan."
    knop = "Voeg toe"

    def act(self, bouwstenen: list[Bouwsteen], data: dict[str, Any], user: Any) -> int:
        return add_bouwstenen(data["draad"], bouwstenen, user=user)

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        return f"{num_parent_objects} bouwste{_en(num_parent_objects)} toegevoegd aan de rode draad."


def _en(number: int) -> str:
    return "en" if number == 1 else "nen"


for _action in (MakeDraadAction, AddToDraadAction):
    hooks.register("register_bulk_action", _action)
