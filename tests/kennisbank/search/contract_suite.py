"""modelsearch's shared backend tests on our backend, with more of its Elasticsearch and PostgreSQL tests.

Run by `test_contract.py` in a process of its own, because its test models are not apps of this site. By hand:
`python -m django test tests.kennisbank.search.contract_suite --settings tests.kennisbank.search.contract_settings`
"""

from datetime import date
from io import StringIO

from django.core import management
from django.db.models import Q
from django.test import TestCase
from modelsearch.backends.base import FilterFieldError
from modelsearch.query import MATCH_ALL, And, Boost, Fuzzy, Or, Phrase, PlainText
from modelsearch.test.testapp import models
from modelsearch.tests.test_backends import BackendTests, BackendTestSetupMixin

BACKEND = "kennisbank.search.whoosh"


def make_book(title: str, pages: int = 1, **fields: object) -> models.Book:
    """A book in the database, not in the index."""
    return models.Book.objects.create(title=title, number_of_pages=pages, publication_date=date(2017, 10, 21), **fields)


class TestContract(BackendTests, TestCase):
    """The 120 tests that every modelsearch backend has to pass."""

    backend_path = BACKEND


class TestMore(BackendTestSetupMixin, TestCase):
    """What the suites of the other backends ask on top of that."""

    backend_path = BACKEND
    fixtures = ["search"]

    def titles(self, *args: object, **kwargs: object) -> list[str]:
        return [book.title for book in self.backend.search(*args, **kwargs)]

    def add(self, *titles: str) -> list[models.Book]:
        books = [make_book(title, pages) for pages, title in enumerate(titles)]
        self.backend.add_bulk(models.Book, books)
        return books

    def test_spaces_only(self):
        assert self.titles("   ", models.Book) == []

    def test_beginning_of_a_word_is_only_found_by_autocomplete(self):
        assert self.titles("Java", models.Book) == []
        found = self.backend.autocomplete("Java", models.Book)
        self.assertCountEqual(
            [book.title for book in found], ["JavaScript: The Definitive Guide", "JavaScript: The good parts"]
        )

    def test_beginning_in_a_field_of_the_child_class(self):
        found = self.backend.autocomplete("Wes", models.Book)
        self.assertCountEqual(
            [book.title for book in found], ["A Game of Thrones", "A Storm of Swords", "A Clash of Kings"]
        )

    def test_beginning_longer_than_a_gram(self):
        found = self.backend.autocomplete("javascri", models.Book)
        assert found.count() == 2

    def test_accents_are_folded(self):
        self.add("Ĥéllø wereld", "Coördinatie en reünie")
        assert [book.title for book in self.backend.autocomplete("Hello", models.Book)] == ["Ĥéllø wereld"]
        assert self.titles("hello", models.Book) == ["Ĥéllø wereld"]
        assert self.titles("coordinatie", models.Book) == ["Coördinatie en reünie"]
        assert self.titles("COÖRDINATIE", models.Book) == ["Coördinatie en reünie"]

    def test_other_word_with_the_same_beginning(self):
        assert self.titles("JavaBeans", models.Book) == []

    def test_hyphens(self):
        self.add("Harry Potter and the Half-Blood Prince")
        for question in ("Half-Blood", "half blood", "halfblood"):
            assert self.titles(question, models.Book, operator="and") == ["Harry Potter and the Half-Blood Prince"]

    def test_numbers(self):
        self.add("Harry Potter and the 31337 Goblets of Fire")
        assert self.titles("31337", models.Book) == ["Harry Potter and the 31337 Goblets of Fire"]
        assert self.titles("31337 goblets", models.Book) == ["Harry Potter and the 31337 Goblets of Fire"]
        for beginning in ("313", "31337 gob"):
            assert self.backend.autocomplete(beginning, models.Book).count() == 1

    def test_rebuild_of_the_schema_only_leaves_nothing(self):
        management.call_command(
            "rebuild_modelsearch_index", backend_name=self.backend_name, schema_only=True, stdout=StringIO()
        )
        assert self.titles(MATCH_ALL, models.Book) == []

    def test_many_results_and_slices(self):
        self.add(*(f"Book {number}" for number in range(150)))
        results = self.backend.search(MATCH_ALL, models.Book)
        assert len(results) == 164
        assert len(self.backend.search(MATCH_ALL, models.Book)[10:120]) == 110
        assert len(self.backend.search(MATCH_ALL, models.Book)[110:]) == 54
        pages = [book.pk for start in range(0, 164, 20) for book in results[start : start + 20]]
        assert sorted(pages) == sorted(models.Book.objects.values_list("pk", flat=True))

    def test_reset_indexes(self):
        self.backend.reset_indexes()
        assert self.backend.search("JavaScript", models.Book).count() == 0

    def test_fuzzy(self):
        for typed in ("Javascrip", "javascripr", "jvaascript", "JavaScript"):
            self.assertCountEqual(
                self.titles(Fuzzy(typed), models.Book),
                ["JavaScript: The good parts", "JavaScript: The Definitive Guide"],
            )
        self.assertCountEqual(
            self.titles(Fuzzy("Pythn"), models.Book), ["Learning Python", "Two Scoops of Django 1.11"]
        )
        assert self.titles(Fuzzy("xyznonexistent"), models.Book) == []

    def test_fuzzy_operators(self):
        assert self.titles(Fuzzy("Pythn Javascrip", operator="and"), models.Book) == []
        assert len(self.titles(Fuzzy("Pythn Javascrip"), models.Book)) == 4

    def test_fuzzy_autocomplete(self):
        found = self.backend.autocomplete(Fuzzy("Learnin"), models.Book)
        assert [book.title for book in found] == ["Learning Python"]

    def test_phrase_does_not_run_from_one_field_into_the_next(self):
        self.backend.add(make_book("Het einde", summary="begin van alles"))
        assert self.titles(Phrase("einde begin"), models.Book) == []
        assert self.titles(Phrase("begin van alles"), models.Book) == ["Het einde"]

    def test_phrase_in_one_field(self):
        assert self.titles(Phrase("programming rust"), models.Book, fields=["title"]) == ["Programming Rust"]

    def test_phrase_counts_only_where_it_is(self):
        self.add("goed gesprek", "gesprek goed")
        query = Or([PlainText("goed gesprek"), Boost(Phrase("goed gesprek"), 5.0)])
        assert self.titles(query, models.Book) == ["goed gesprek", "gesprek goed"]

    def test_title_of_stop_words(self):
        self.add("Van, voor en door", "Voor wie dan ook")
        assert self.titles("van voor door", models.Book, operator="and") == ["Van, voor en door"]

    def test_lookups_against_the_database(self):
        title = pages = models.Book.objects.filter
        for number, queryset in enumerate(
            (
                title(title__contains="Rust"),
                title(title__endswith="Rust"),
                title(title__iexact="foundation"),
                title(title__istartswith="the t"),
                title(title__icontains="RUST"),
                title(title__iendswith="KING"),
                title(title__regex=r"^The .*g$"),
                title(publication_date__month=1),
                title(title__in=[]),
                pages(number_of_pages__range=(300, 500)),
                pages(Q(number_of_pages__lt=300) | ~Q(title__startswith="The")),
                pages(number_of_pages__gt=300).exclude(title="The Hobbit"),
                title(title__gt="P"),
            )
        ):
            with self.subTest(number):
                self.assertCountEqual(self.backend.search(MATCH_ALL, queryset), queryset)
                assert self.backend.search(MATCH_ALL, queryset).count() == queryset.count()

    def test_count_when_two_conditions_hold_for_one_related_row(self):
        both = models.Author.objects.filter(books__number_of_pages__gt=400, books__publication_date=date(1954, 7, 29))
        neither = models.Author.objects.filter(
            books__number_of_pages__lt=400, books__publication_date=date(1954, 7, 29)
        )
        assert self.backend.search("tolkien", both).count() == 1
        assert self.backend.search("tolkien", neither).count() == 0

    def test_sliced_queryset(self):
        queryset = models.Book.objects.order_by("number_of_pages")[:3]
        self.assertCountEqual(self.backend.search(MATCH_ALL, queryset), list(queryset))

    def test_an_index_that_is_behind_never_shows_what_the_queryset_excludes(self):
        models.Book.objects.filter(title="The Hobbit").update(number_of_pages=1)
        queryset = models.Book.objects.filter(number_of_pages=310)
        assert self.titles("hobbit", queryset) == []

    def test_children_are_found_once_after_saving_their_parent(self):
        hobbit = models.Book.objects.get(title="The Hobbit")
        for _ in range(3):
            self.backend.add(hobbit.get_indexed_instance())
        assert self.backend.search("hobbit", models.Book).count() == 1

    def test_facet_counts_follow_the_question_and_filters(self):
        results = self.backend.search("javascript", models.ProgrammingGuide.objects.filter(number_of_pages__gt=500))
        assert dict(results.facet("programming_language")) == {"js": 1}
        with self.assertRaises(FilterFieldError):
            self.backend.search(MATCH_ALL, models.Book).facet("summary")

    def test_order_by_several_columns(self):
        queryset = models.Book.objects.order_by("-number_of_pages", "title")
        found = self.backend.search(MATCH_ALL, queryset, order_by_relevance=False)
        assert [book.title for book in found] == [book.title for book in queryset]
        assert [book.title for book in found[3:7]] == [book.title for book in queryset[3:7]]

    def test_and_inside_or_scores_only_where_all_of_it_holds(self):
        query = Or([And([PlainText("rust"), PlainText("language")]), PlainText("programming")])
        results = self.backend.search(query, models.Book).annotate_score("score")
        scores = {book.title: book.score for book in results}
        assert scores["The Rust Programming Language"] > scores["Programming Rust"]

    def test_constant_number_of_queries(self):
        with self.assertNumQueries(1):
            list(self.backend.search("the", models.Book)[:10])
        with self.assertNumQueries(0):
            self.backend.search("rust", models.Book.objects.filter(number_of_pages__gt=3)).count()
