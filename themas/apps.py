from django.apps import AppConfig


class ThemasConfig(AppConfig):
    """Thema's."""

    name = "themas"
    label = "themas"
    verbose_name = "Thema's"

    def ready(self) -> None:
        from themas import startblokken, wikilinks, zoeken

        startblokken.register()
        wikilinks.register()
        zoeken.register_kinds()
