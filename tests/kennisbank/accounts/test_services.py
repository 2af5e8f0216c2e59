import pytest
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied, ValidationError
from wagtail.models import GroupPagePermission

from kennisbank.accounts import services
from kennisbank.accounts.models import User
from kennisbank.accounts.roles import ROLLEN, Rol
from kennisbank.accounts.services import UnknownPermission, sync_roles, update_profiel
from tests.factories import UserFactory


def test_every_role_becomes_a_group_with_its_permissions(db: None) -> None:
    sync_roles()
    for rol in ROLLEN:
        group = Group.objects.get(name=rol.naam)
        held = {f"{app}.{code}" for app, code in group.permissions.values_list("content_type__app_label", "codename")}
        assert held == set(rol.permissions)
        pages = GroupPagePermission.objects.filter(group=group).values_list("permission__codename", flat=True)
        assert sorted(pages) == sorted(f"{name}_page" for name in rol.page_permissions)


def test_sync_takes_away_what_a_role_does_not_have_and_leaves_other_groups_alone(db: None) -> None:
    sync_roles()
    deelnemer, other = Group.objects.get(name="deelnemer"), Group.objects.create(name="leesclub")
    extra = Permission.objects.get(codename="delete_thema")
    deelnemer.permissions.add(extra)
    other.permissions.add(extra)
    sync_roles()
    assert extra not in deelnemer.permissions.all()
    assert extra in other.permissions.all()


def test_unknown_permission_is_named_and_nothing_is_changed(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = Rol("proef", "Bestaat niet.", ("themas.fly_thema",))
    monkeypatch.setattr(services, "ROLLEN", (wrong,))
    with pytest.raises(UnknownPermission, match=r"themas\.fly_thema"):
        sync_roles()
    assert not Group.objects.filter(name="proef").exists()


def test_own_profile_is_changed_and_trimmed(db: None) -> None:
    user = UserFactory()
    update_profiel(user, weergavenaam=" Noor ", organisatie=" Dienst ", functie="Adviseur", user=user)
    stored = User.objects.get(pk=user.pk)
    assert (stored.weergavenaam, stored.organisatie, stored.functie) == ("Noor", "Dienst", "Adviseur")


def test_someone_elses_profile_is_not_yours(db: None) -> None:
    user, other = UserFactory(), UserFactory(rol="beheerder")
    with pytest.raises(PermissionDenied):
        update_profiel(user, weergavenaam="X", organisatie="", functie="", user=other)


def test_too_long_a_name_is_refused(db: None) -> None:
    user = UserFactory(weergavenaam="Kort")
    with pytest.raises(ValidationError):
        update_profiel(user, weergavenaam="x" * 121, organisatie="", functie="", user=user)
    assert User.objects.get(pk=user.pk).weergavenaam == "Kort"
