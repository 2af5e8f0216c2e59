"""Who may see the people behind a gesprek."""

from bouwstenen.models import Gesprek
from bouwstenen.services import may_edit_gesprek
from kennisbank.accounts.models import User


def may_organise(gesprek: Gesprek, user: User) -> bool:
    """Whether somebody organises this gesprek, and therefore sees who is coming."""
    return user.is_authenticated and may_edit_gesprek(gesprek, user)
