"""The user screens of Wagtail with our own fields on them."""

from wagtail.users.apps import WagtailUsersAppConfig


class UsersConfig(WagtailUsersAppConfig):
    """Wagtail's users, edited with the forms of `beheer`."""

    user_viewset = "kennisbank.accounts.beheer.GebruikerViewSet"
