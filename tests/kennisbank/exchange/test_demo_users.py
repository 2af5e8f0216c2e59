"""The demo accounts, and when their password is still printed."""

from kennisbank.accounts.services import sync_roles
from kennisbank.exchange.demo.users import DEMO_USERS, PASSWORD, create_demo_users, present_demo_logins


def test_every_role_has_an_account_that_can_log_in(db: None) -> None:
    sync_roles()
    users = create_demo_users()

    assert present_demo_logins() == [(demo.rol, demo.username) for demo in DEMO_USERS]
    assert all(user.check_password(PASSWORD) for user in users.values())
    assert {demo.rol for demo in DEMO_USERS} == {user.groups.get().name for user in users.values()}


def test_account_with_another_password_is_not_printed(db: None) -> None:
    sync_roles()
    redacteur = create_demo_users()["redacteur"]
    redacteur.set_password("iets-anders-nu")
    redacteur.save()

    assert "redacteur" not in [username for _, username in present_demo_logins()]
    assert len(present_demo_logins()) == len(DEMO_USERS) - 1
