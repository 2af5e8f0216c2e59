from kennisbank.document import zoeken
from kennisbank.document.models import Hoofdstuk
from kennisbank.search.kinds import all_kinds
from tests.factories import ThemaFactory
from tests.pages import SiteTree


def test_pages_are_kinds_that_the_search_page_knows() -> None:
    assert {"hoofdstuk", "document", "pagina"} <= {kind.key for kind in all_kinds()}


def test_every_kind_tells_what_a_result_shows(site_tree: SiteTree) -> None:
    kinds = {kind.key: kind for kind in all_kinds()}
    for key, expected in [("hoofdstuk", "Wie loyaal is"), ("document", "niet af"), ("pagina", "het vak")]:
        kind = kinds[key]
        thing = kind.get_queryset().first()
        assert expected in kind.text(thing)
        assert kind.title(thing)
        assert kind.url(thing).startswith("/")


def test_unpublished_hoofdstuk_is_not_found(site_tree: SiteTree) -> None:
    kind = next(kind for kind in all_kinds() if kind.key == "hoofdstuk")
    site_tree.hoofdstukken[0].unpublish()
    assert list(kind.get_queryset()) == [site_tree.hoofdstukken[1]]


def test_result_is_dated_by_its_newest_version(site_tree: SiteTree) -> None:
    kind = next(kind for kind in all_kinds() if kind.key == "hoofdstuk")
    page = kind.get_queryset().get(pk=site_tree.hoofdstukken[0].pk)
    assert kind.datum is not None
    assert kind.datum(page) == page.versies.get().gemaakt_op.date()
    assert page.gewijzigd_op == page.versies.get().gemaakt_op


def test_facets_of_a_hoofdstuk(site_tree: SiteTree) -> None:
    page = Hoofdstuk.objects.get(pk=site_tree.hoofdstukken[0].pk)
    page.themas.set([ThemaFactory(slug="moed")])
    assert page.thema_slugs == ["moed"]


def test_text_that_is_too_long_is_searched_as_it_is() -> None:
    assert zoeken.plain("x" * 300_000) == "x" * 300_000
