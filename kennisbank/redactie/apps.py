from django.apps import AppConfig


class RedactieConfig(AppConfig):
    """Redactie."""

    name = "kennisbank.redactie"
    label = "redactie"
    verbose_name = "Redactie"

    def ready(self) -> None:
        from kennisbank.redactie.ankers import registratie as ankers
        from kennisbank.redactie.bewerken import registratie as bewerken
        from kennisbank.redactie.dekking import registratie as dekking
        from kennisbank.redactie.discussie import registratie as discussie
        from kennisbank.redactie.edities import registratie as edities
        from kennisbank.redactie.terugkoppeling import registratie as terugkoppeling
        from kennisbank.redactie.voorstellen import registratie as voorstellen

        for onderdeel in (voorstellen, bewerken, ankers, discussie, dekking, edities, terugkoppeling):
            onderdeel.register()
