from django.apps import AppConfig


class DocumentConfig(AppConfig):
    """The living document."""

    name = "kennisbank.document"
    label = "document"
    verbose_name = "Document"

    def ready(self) -> None:
        from wagtail.signals import page_published

        from kennisbank.document import startblok, wikilinks, zoeken
        from kennisbank.document.freezing import on_page_published
        from kennisbank.document.models import Hoofdstuk
        from kennisbank.document.versies import wie_schreef

        page_published.connect(on_page_published, sender=Hoofdstuk, dispatch_uid="freeze-hoofdstuk")
        startblok.register()
        wikilinks.register()
        zoeken.register_kinds()
        wie_schreef.register()
