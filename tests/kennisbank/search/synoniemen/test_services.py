"""Keeping groups of synonyms, and finding them in a question."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from kennisbank.accounts.models import User
from kennisbank.search.models import Synoniemgroep
from kennisbank.search.synoniemen.groepen import Synoniemen
from kennisbank.search.synoniemen.services import all_groepen, check_termen, save_synoniemgroep
from tests.factories import UserFactory


@pytest.mark.parametrize("termen", [[], ["AVG"], ["AVG", "avg"], ["AVG", "?"], ["AVG", "een twee drie vier vijf zes"]])
def test_what_makes_no_group_is_refused(termen):
    with pytest.raises(ValidationError) as refused:
        check_termen(termen)
    assert list(refused.value.error_dict) == ["woorden"]


def test_a_group_is_two_terms_or_more():
    check_termen(["AVG", "algemene verordening gegevensbescherming", "privacywet"])


@pytest.mark.django_db
def test_saving_cleans_up_and_asks_permission(redacteur: User):
    groep = save_synoniemgroep(Synoniemgroep(woorden="  AVG \n\n privacy   wet"), user=redacteur)
    assert groep.woorden == "AVG\nprivacy wet"
    assert list(all_groepen()) == [["AVG", "privacy wet"]]
    with pytest.raises(PermissionDenied):
        save_synoniemgroep(groep, user=UserFactory())


def test_terms_are_found_anywhere_in_a_question_and_in_other_forms():
    synonyms = Synoniemen([("AVG", "privacy wet"), ("chef", "baas")])
    assert synonyms(["wat", "zegt", "de", "avg"]) == [(3, 4, ("privacy", "wet"))]
    assert synonyms(["privacy", "wetten"]) == [(0, 2, ("avg",))]
    assert synonyms(["wet"]) == []
    assert Synoniemen([])(["avg"]) == ()


def test_a_term_in_two_groups_has_the_others_of_both():
    synonyms = Synoniemen([("bank", "kredietinstelling"), ("bank", "zitmeubel"), ("", "leeg"), ("a b c d e f", "g")])
    assert synonyms(["bank"]) == [(0, 1, ("kredietinstelling",)), (0, 1, ("zitmeubel",))]
    assert synonyms(["leeg"]) == synonyms(["g"]) == []
