"""Changes to roles and profiles."""

from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import transaction
from wagtail.models import GroupPagePermission, Page

from kennisbank.accounts.models import User
from kennisbank.accounts.roles import ROLLEN, Rol


class UnknownPermission(ObjectDoesNotExist):
    """A role names a permission that no app declares."""


@transaction.atomic
def sync_roles() -> list[Group]:
    """Make every role's group hold exactly the permissions of `roles.py`; other groups are left alone.

    Raises UnknownPermission when a role names a permission that does not exist.
    """
    return [_sync_rol(rol) for rol in ROLLEN]


def _sync_rol(rol: Rol) -> Group:
    group, _ = Group.objects.get_or_create(name=rol.naam)
    group.permissions.set([_permission(name) for name in rol.permissions])
    root = Page.objects.filter(depth=1).first()
    if root is not None:
        wanted = Permission.objects.filter(
            content_type__app_label="wagtailcore", codename__in=[f"{name}_page" for name in rol.page_permissions]
        )
        GroupPagePermission.objects.filter(group=group, page=root).exclude(permission__in=wanted).delete()
        for permission in wanted:
            GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
    return group


def _permission(name: str) -> Permission:
    app_label, codename = name.split(".")
    found = Permission.objects.filter(content_type__app_label=app_label, codename=codename).first()
    if found is None:
        raise UnknownPermission(name)
    return found


@transaction.atomic
def update_profiel(profiel: User, *, weergavenaam: str, organisatie: str, functie: str, user: User) -> User:
    """Change what others see of someone. Only the person themself may do so."""
    if profiel.pk != user.pk:
        raise PermissionDenied("Je kunt alleen je eigen profiel wijzigen.")
    profiel.weergavenaam = weergavenaam.strip()
    profiel.organisatie = organisatie.strip()
    profiel.functie = functie.strip()
    profiel.full_clean()
    profiel.save(update_fields=["weergavenaam", "organisatie", "functie"])
    return profiel
