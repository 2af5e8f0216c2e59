from django.apps import AppConfig


class MemosConfig(AppConfig):
    """Memos of researchers."""

    name = "kennisbank.onderzoek.memos"
    label = "memos"
    verbose_name = "Memo’s"

    def ready(self) -> None:
        from kennisbank.onderzoek.memos import registratie

        registratie.register()
