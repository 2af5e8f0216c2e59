"""Searching the whole site."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bouwstenen.models import Bouwsteen
from bouwstenen.services import save_gesprek
from kennisbank.search.kinds import SearchKind, all_kinds, get_facet, register, unregister
from kennisbank.search.models import IndexTaak, Synoniemgroep
from kennisbank.search.services import Facet, Zoekresultaat, find_keys, search, search_site, suggest
from kennisbank.search.zoekvraag import NEWEST, OLDEST, TITLE, Zoekvraag
from tests.factories import BouwsteenFactory, GesprekFactory, OrganisatieFactory, ThemaFactory, UserFactory


def titles(result: Zoekresultaat) -> list[str]:
    return [hit.titel for hit in result.treffers]


def facet(result: Zoekresultaat, key: str) -> dict[object, int]:
    found: Facet = next(facet for facet in result.facetten if facet.sleutel == key)
    return {choice.waarde: choice.aantal for choice in found.keuzes}


def test_all_kinds_in_one_list_with_titles_first(kennisbank):
    result = search_site("tegenspraak")
    assert {hit.soort for hit in result.treffers} == {"thema", "bouwsteen", "gesprek"}
    assert result.treffers[0].titel == "Tegenspraak"
    assert result.totaal == len(result.treffers) == 11
    assert result.alle_woorden


def test_what_readers_may_not_see_is_not_found(kennisbank):
    assert kennisbank.verborgen.titel not in titles(search_site("tegenspraak niemand las"))
    assert search_site('"die niemand las"').totaal == 0


def test_an_index_that_is_behind_does_not_show_what_was_withdrawn(kennisbank):
    Bouwsteen.objects.filter(pk=kennisbank.maat.pk).update(status="ingetrokken")
    assert kennisbank.maat.titel not in titles(search_site("menselijke maat"))


def test_what_is_rolled_back_is_not_in_the_index(kennisbank):
    kennisbank.maat.titel = "Iets heel anders"
    kennisbank.maat.save()
    assert IndexTaak.objects.exists()
    assert search_site("anders").totaal == search_site("anders").totaal
    assert "Iets heel anders" not in titles(search_site('"heel anders"'))


def test_a_change_is_found_after_its_commit(kennisbank, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        kennisbank.maat.titel = "Iets heel anders"
        kennisbank.maat.save()
    assert titles(search_site('"heel anders"')) == ["Iets heel anders"]
    with django_capture_on_commit_callbacks(execute=True):
        kennisbank.maat.delete()
    assert search_site('"heel anders"').totaal == 0
    assert not IndexTaak.objects.exists()


def test_words_in_full_before_words_in_part(kennisbank):
    result = search_site("menselijke maat leidinggevende")
    assert not result.alle_woorden
    assert result.totaal > 9
    result = search_site("menselijke maat tegenspraak")
    assert result.treffers[0].titel in {"Gesprek over de menselijke maat", "Kijk naar de mens"} | set(titles(result))
    full = search_site("menselijke maat regels")
    assert "Kijk naar de mens" in titles(full)[:2], "only a title with most of the words comes before all of the words"


def test_phrases(kennisbank):
    assert set(titles(search_site('"menselijke maat"'))) == {"Kijk naar de mens", "Gesprek over de menselijke maat"}
    assert search_site('"maat menselijke"').totaal == 0


def test_synonyms_are_found(kennisbank):
    found = titles(search_site("weerwoord"))
    assert found[0] == "Tegenspraak", "the thema itself has the word"
    assert "Tegenspraak organiseren, deel 3" in found, "and what is about it has its name"


def test_synonyms_of_the_redactie_are_found(kennisbank):
    assert search_site("baas").totaal == 0
    Synoniemgroep.objects.create(woorden="leidinggevende\nbaas\nde hoogste in rang")
    assert search_site("bazen").totaal == 0, "another word for the stemmer"
    assert search_site("baas").totaal == search_site("de hoogste in rang").totaal == 9


@pytest.mark.parametrize(
    ("question", "total"),
    [
        ("tegenspraak soort:gesprek", 1),
        ("tegenspraak soort:gesprekken", 1),
        ("thema:morele-moed", 3),
        ('thema:"Morele moed" soort:bouwsteen', 3),
        ("tegenspraak -thema:morele-moed soort:bouwsteen", 6),
        ("gesprek jaar:2024", 1),
        ("soort:gesprek jaar:2024-2025", 2),
        ("soort:gesprek jaar:1999", 0),
        ("thema:bestaat-niet", 0),
        ("titel:mens", 1),
        ("soort:gesprek OF soort:thema", 4),
    ],
)
def test_fields(kennisbank, question, total):
    assert search_site(question).totaal == total


def test_facets_combine(kennisbank):
    everything = search_site("tegenspraak")
    assert facet(everything, "soort") == {"bouwsteen": 9, "thema": 1, "gesprek": 1}
    assert facet(everything, "thema") == {"tegenspraak": 9, "morele-moed": 3}
    narrowed = search_site("tegenspraak", themas=["morele-moed"])
    assert narrowed.totaal == 3
    assert facet(narrowed, "soort") == {"bouwsteen": 3}
    assert facet(narrowed, "thema") == {"tegenspraak": 9, "morele-moed": 3}, "its own values can be widened"
    both = search_site("tegenspraak", themas=["morele-moed"], soorten=["gesprek"])
    assert both.totaal == 0
    assert facet(both, "soort") == {"bouwsteen": 3, "gesprek": 0}
    wider = search_site("tegenspraak", soorten=["gesprek", "thema"])
    assert wider.totaal == 2


def test_years(kennisbank):
    assert search_site("tegenspraak", jaar=[2024]).totaal == 1
    assert facet(search_site("tegenspraak", soorten=["gesprek"]), "jaar")[2024] == 1


def test_facet_choices_have_names(kennisbank):
    result = search_site("tegenspraak", themas=["tegenspraak"])
    choices = next(facet for facet in result.facetten if facet.sleutel == "thema").keuzes
    assert [(choice.label, choice.gekozen) for choice in choices] == [("Tegenspraak", True), ("Morele moed", False)]


def test_only_facets_gives_the_newest_of_them(kennisbank):
    result = search_site("", soorten=["gesprek"])
    assert titles(result) == ["Gesprek over de menselijke maat", "Gesprek over tegenspraak"]
    assert result.sortering == NEWEST


def test_newest_first(kennisbank):
    result = search_site("tegenspraak", sortering=NEWEST)
    dates = [hit.datum for hit in result.treffers]
    dated = [each for each in dates if each]
    assert dated == sorted(dated, reverse=True)
    assert dates[-1] is None, "a thema has no date"
    assert set(titles(result)) == set(titles(search_site("tegenspraak")))


def test_pages(kennisbank):
    pages = [search_site("tegenspraak", pagina=number, per_pagina=4) for number in (1, 2, 3)]
    assert [len(page.treffers) for page in pages] == [4, 4, 3]
    assert len({title for page in pages for title in titles(page)}) == 11
    assert pages[0].paginas == 3
    assert search_site("tegenspraak", pagina=99, per_pagina=4).pagina == 3
    assert search_site("tegenspraak", pagina=-5).pagina == 1


def test_fragment_marks_words_and_has_no_markup(kennisbank):
    (hit,) = [hit for hit in search_site("leidinggevende geval 3").treffers if hit.titel.endswith("3")]
    assert "**" not in "".join(part.tekst for part in hit.fragment)
    assert {part.tekst for part in hit.fragment if part.raak} >= {"leidinggevende", "geval", "3"}


def test_fragment_marks_what_the_words_were_found_by(kennisbank):
    Synoniemgroep.objects.create(woorden="leidinggevende\nbaas")
    (hit, *_) = search_site("baas").treffers
    assert "leidinggevende" in {part.tekst for part in hit.fragment if part.raak}


def test_did_you_mean(kennisbank):
    assert search_site("tegnspraak").bedoelde_je == "tegenspraak"
    assert search_site("menselijke maad").bedoelde_je == "menselijke maat"
    assert search_site("tegenspraak").bedoelde_je is None
    assert search_site("qqqqqqqq").bedoelde_je is None


def test_suggestions(kennisbank):
    assert "Tegenspraak" in [item.titel for item in suggest("tegen")]
    assert [item.soort for item in suggest("morele m")] == ["thema"]
    assert [item.titel for item in suggest("weerw")] == ["Tegenspraak"]
    assert suggest("") == suggest("\x00") == suggest("zzzz") == []
    assert len(suggest("tegen", 3)) == 3


def count_queries(question: str, connection: object) -> int:
    with CaptureQueriesContext(connection) as captured:  # type: ignore[arg-type]
        search_site(question)
    return len(captured)


def test_number_of_queries_does_not_grow_with_results(kennisbank):
    from django.db import connection

    few = count_queries("weerwoord", connection)
    many = count_queries("tegenspraak", connection)
    assert many - few <= 5, (
        "one more for every other kind on the page and for the names of themas, gesprekken and organisaties"
    )
    assert many <= 13


@pytest.mark.parametrize("question", ["", "  ", "\x00", '""', "?!"])
def test_empty_questions(kennisbank, question):
    assert search_site(question).totaal == 0


@given(st.text(max_size=120))
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_question_breaks_it(kennisbank: SimpleNamespace, question: str) -> None:
    result = search_site(question, soorten=[question], themas=[question], jaar=[0])
    assert result.totaal == 0 or result.treffers
    search_site(question + " tegenspraak")
    suggest(question)


def test_registry():
    kind = all_kinds()[0]
    register(SearchKind("proef", "proef", "proeven", kind.model, kind.get_queryset, str, str, str))
    assert [each.key for each in all_kinds()][-1] == "proef"
    unregister("proef")
    assert "proef" not in [each.key for each in all_kinds()]
    assert get_facet("onbekend").label == "Onbekend"


def test_all_keys_in_the_order_of_the_results(kennisbank):
    zoekvraag = Zoekvraag("tegenspraak")
    keys = find_keys(zoekvraag)
    shown = [(hit.soort, str(hit.object.pk)) for hit in search(zoekvraag, per_pagina=99).treffers]
    assert {kind: [pk for each, pk in shown if each == kind] for kind in keys} == keys
    assert set(find_keys(zoekvraag.only("bouwsteen"))) == {"bouwsteen"}
    assert len(find_keys(Zoekvraag())["bouwsteen"]) == 10, "asking nothing finds everything that readers may see"
    assert find_keys(Zoekvraag("qqqqqq")) == {}


def test_facets_of_bouwstenen(kennisbank, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        burger = ThemaFactory(naam="Burger", slug="burger", soort="relatie")
        hart = ThemaFactory(naam="Hart", slug="hart", soort="lichaamsdeel")
        gesprek = GesprekFactory(
            titel="Bij de gemeente", format="rollenspel", organisaties=[OrganisatieFactory(naam="Gemeente Proef")]
        )
        BouwsteenFactory(
            titel="Kwartel een",
            soort="dilemma",
            tegengeluid=True,
            stand="in_tekst",
            gesprek=gesprek,
            themas=[burger],
            lichaamsdeel=hart,
        )
    result = search_site("kwartel")
    (organisatie,) = gesprek.organisaties.all()
    assert facet(result, "lens") == {"burger": 1, "hart": 1}
    assert facet(result, "bouwsteensoort") == {"dilemma": 1}
    assert facet(result, "tegengeluid") == {"ja": 1}
    assert facet(result, "gesprek") == {gesprek.urn_id: 1}
    assert facet(result, "format") == {"rollenspel": 1}
    assert facet(result, "organisatie") == {organisatie.pk: 1}
    assert facet(result, "verwerking") == {"in_tekst": 1}
    labels = {choice.label for each in result.facetten for choice in each.keuzes}
    assert {"Relatie: Burger", "Lichaamsdeel: Hart", "Dilemma", "Bij de gemeente", "Gemeente Proef"} <= labels
    assert search(Zoekvraag("", {"lens": ("hart",), "organisatie": (organisatie.pk,)})).totaal == 1


def test_a_changed_gesprek_changes_the_facets_of_its_bouwstenen(kennisbank, django_capture_on_commit_callbacks):
    user = UserFactory(rol="redacteur")
    with django_capture_on_commit_callbacks(execute=True):
        kennisbank.gesprek.format = "rollenspel"
        save_gesprek(kennisbank.gesprek, reden="Verkeerd ingevuld", user=user)
    assert search(Zoekvraag("", {"format": ("rollenspel",)})).totaal == 11


def test_dates_narrow(kennisbank, django_capture_on_commit_callbacks):
    midnight = datetime(2026, 1, 1, 0, 30, tzinfo=timezone.get_default_timezone())
    with django_capture_on_commit_callbacks(execute=True):
        BouwsteenFactory(titel="Kwartel nieuw", aangemaakt_op=midnight)
        BouwsteenFactory(titel="Kwartel oud", aangemaakt_op=midnight - timedelta(hours=1))
    new_year = date(2026, 1, 1)
    assert titles(search(Zoekvraag("kwartel", van=new_year))) == ["Kwartel nieuw"], "the day begins here, not in UTC"
    assert titles(search(Zoekvraag("kwartel", tot=date(2025, 12, 31)))) == ["Kwartel oud"]
    assert facet(search(Zoekvraag("kwartel", van=new_year)), "jaar") == {2026: 1}
    assert search(Zoekvraag("", van=date(2024, 5, 1), tot=date(2024, 5, 1))).totaal == 1
    assert search(Zoekvraag("", van=date.min, tot=date.max)).totaal >= 14
    assert search(Zoekvraag("", {"soort": ("thema",)}, van=date.min)).totaal == 0, "a thema has no date"


def test_oldest_first_and_by_title(kennisbank):
    for sort, key in ((OLDEST, lambda hit: hit.datum), (TITLE, lambda hit: hit.titel.casefold())):
        hits = search(Zoekvraag("tegenspraak", sortering=sort)).treffers
        assert len(hits) == 11
        values = [key(hit) for hit in hits if key(hit)]
        assert values == sorted(values)
    pages = [search(Zoekvraag("tegenspraak", sortering=TITLE), pagina=page, per_pagina=4) for page in (1, 2, 3)]
    assert len({title for page in pages for title in titles(page)}) == 11


def test_titles_are_sorted_without_capitals_and_accents(kennisbank, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        for titel in ("éénzaam kwartel", "Een kwartel", "zeven kwartels", "Drie kwartels"):
            BouwsteenFactory(titel=titel)
    found = titles(search(Zoekvraag("kwartel", sortering=TITLE)))
    assert found == ["Drie kwartels", "Een kwartel", "éénzaam kwartel", "zeven kwartels"]
