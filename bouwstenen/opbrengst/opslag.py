"""Where files of gesprekken are kept: out of reach of the web server, behind a view that asks who it is."""

from django.conf import settings
from django.core.files.storage import FileSystemStorage


class PrivateStorage(FileSystemStorage):
    """Files in the folder BESLOTEN_ROOT, that only the site itself can read and that have no address."""

    def __init__(self) -> None:
        super().__init__(location=settings.BESLOTEN_ROOT, file_permissions_mode=0o600, directory_permissions_mode=0o700)

    def url(self, name: str | None) -> str:
        """Refuse: a view serves these, after asking who wants to see them."""
        raise ValueError("Dit bestand heeft geen openbaar adres.")


def private_storage() -> PrivateStorage:
    """The storage, looked up when it is needed, so that tests can have a folder of their own."""
    return PrivateStorage()
