"""On whose behalf a command brings things in."""

from django.contrib.auth.models import Permission
from django.core.management.base import CommandError
from django.db.models import Q

from kennisbank.accounts.models import User


def acting_user(username: str, codename: str) -> User:
    """The named user, or the first who may do this; raises CommandError when there is none who may."""
    permission = f"exchange.{codename}"
    if username:
        user = User.objects.filter(username=username).first()
        if user is None:
            raise CommandError(f"Er is geen gebruiker ‘{username}’.")
        if not user.has_perm(permission):
            raise CommandError(f"Gebruiker ‘{username}’ mag dit niet; het recht {permission} ontbreekt.")
        return user
    found = Permission.objects.filter(content_type__app_label="exchange", codename=codename)
    allowed = Q(is_superuser=True) | Q(groups__permissions__in=found) | Q(user_permissions__in=found)
    user = User.objects.filter(allowed, is_active=True).order_by("pk").distinct().first()
    if user is None:
        raise CommandError(
            f"Niemand heeft het recht {permission}. Maak eerst een redacteur of beheerder aan, of noem een gebruiker "
            "met --gebruiker."
        )
    return user
