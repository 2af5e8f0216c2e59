from django.apps import AppConfig


class BouwstenenConfig(AppConfig):
    """Bouwstenen."""

    name = "bouwstenen"
    label = "bouwstenen"
    verbose_name = "Bouwstenen"

    def ready(self) -> None:
        from bouwstenen import bronnen, startblokken, themapanelen, wikilinks, zoeken

        bronnen.register()
        startblokken.register()
        themapanelen.register()
        wikilinks.register()
        zoeken.register_kinds()
