"""What must hold when the redactie decides."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from bouwstenen.models import Bouwsteen
from kennisbank.accounts.models import User
from kennisbank.document.freezing import inhoud_of
from kennisbank.document.models import Hoofdstuk
from kennisbank.document.services import VerouderdeVersie, latest_draft, update_hoofdstuk
from kennisbank.redactie.models import Besluit, Verwerking
from kennisbank.redactie.services import (
    Invoeging,
    decide_bouwstenen,
    fingerprint_draft,
    merge_bouwstenen_into_hoofdstuk,
    plan_merge,
    record_verwerking,
)
from tests.factories import BouwsteenFactory
from tests.pages import SiteTree, sectie

SECTIE = "00000000-0000-4000-8000-000000000001"


def merge(site: SiteTree, *bouwstenen: Bouwsteen, user: User, **changes: object) -> list[Verwerking]:
    """Merge into the first section of the first hoofdstuk, published, unless told otherwise."""
    hoofdstuk = Hoofdstuk.objects.get(pk=site.hoofdstukken[0].pk)
    arguments = {
        "invoeging": Invoeging(SECTIE),
        "toelichting": "Het geval uit het gesprek toegevoegd",
        "publish": True,
        "basis": fingerprint_draft(hoofdstuk),
        "user": user,
    } | changes
    return merge_bouwstenen_into_hoofdstuk(hoofdstuk, list(bouwstenen), **arguments)


def first_sectie(site: SiteTree) -> dict:
    """The first section of the first hoofdstuk as readers see it."""
    hoofdstuk = Hoofdstuk.objects.get(pk=site.hoofdstukken[0].pk)
    return inhoud_of(hoofdstuk)["secties"][0]


def test_published_merge_puts_the_words_in_the_text_with_their_source(site_tree: SiteTree, redacteur: User) -> None:
    bouwsteen = BouwsteenFactory(tekst="Vraag het eerst aan de balie.")
    before = first_sectie(site_tree)["tekst"]

    [verwerking] = merge(site_tree, bouwsteen, user=redacteur)

    after = first_sectie(site_tree)
    assert after["tekst"] == f"{before}\n\nVraag het eerst aan de balie."
    assert after["bronnen"] == [{"bouwsteen": bouwsteen.urn_id, "rol": "bron"}]
    assert verwerking.besluit == Besluit.IN_TEKST
    assert (verwerking.hoofdstuk_id, verwerking.sectie_id) == (site_tree.hoofdstukken[0].pk, SECTIE)
    assert verwerking.sectie_kop == "Loyaal is niet stil"
    bouwsteen.refresh_from_db()
    assert bouwsteen.stand == "in_tekst"


def test_published_merge_freezes_a_version_with_the_source_and_the_note(site_tree: SiteTree, redacteur: User) -> None:
    bouwsteen = BouwsteenFactory()
    merge(site_tree, bouwsteen, user=redacteur, toelichting="Een geval erbij")

    first, second = site_tree.hoofdstukken[0].versies.order_by("nummer")
    assert second.toelichting == "Een geval erbij"
    assert second.gemaakt_door == redacteur
    assert second.inhoud["secties"][0]["bronnen"] == [{"bouwsteen": bouwsteen.urn_id, "rol": "bron"}]
    assert first.inhoud["secties"][0]["bronnen"] == []


def test_draft_merge_leaves_what_readers_see(site_tree: SiteTree, redacteur: User) -> None:
    before = first_sectie(site_tree)
    merge(site_tree, BouwsteenFactory(), user=redacteur, publish=False)

    assert first_sectie(site_tree) == before
    assert site_tree.hoofdstukken[0].versies.count() == 1
    draft = latest_draft(Hoofdstuk.objects.get(pk=site_tree.hoofdstukken[0].pk))
    assert len(inhoud_of(draft)["secties"][0]["bronnen"]) == 1


def test_merge_of_several_names_each_as_source_once(site_tree: SiteTree, redacteur: User) -> None:
    one, two = BouwsteenFactory(), BouwsteenFactory()
    merge(site_tree, one, two, user=redacteur)
    merge(site_tree, one, user=redacteur, toelichting="Nog eens")

    sources = [bron["bouwsteen"] for bron in first_sectie(site_tree)["bronnen"]]
    assert sorted(sources) == sorted([one.urn_id, two.urn_id])


def test_rewriting_replaces_the_text_and_keeps_the_sources(site_tree: SiteTree, redacteur: User) -> None:
    bouwsteen = BouwsteenFactory()
    merge(site_tree, bouwsteen, user=redacteur, invoeging=Invoeging(SECTIE, tekst="Nieuwe tekst.\r\n"))

    assert first_sectie(site_tree)["tekst"] == "Nieuwe tekst."
    assert first_sectie(site_tree)["bronnen"][0]["bouwsteen"] == bouwsteen.urn_id


def test_kanttekening_leaves_the_text(site_tree: SiteTree, redacteur: User) -> None:
    before = first_sectie(site_tree)["tekst"]
    bouwsteen = BouwsteenFactory(tegengeluid=True)
    [verwerking] = merge(
        site_tree, bouwsteen, user=redacteur, invoeging=Invoeging(SECTIE, besluit=Besluit.KANTTEKENING)
    )

    assert first_sectie(site_tree)["tekst"] == before
    assert first_sectie(site_tree)["bronnen"] == [{"bouwsteen": bouwsteen.urn_id, "rol": "kanttekening"}]
    assert verwerking.besluit == Besluit.KANTTEKENING


def test_merge_on_an_outdated_text_changes_nothing(site_tree: SiteTree, redacteur: User) -> None:
    hoofdstuk = Hoofdstuk.objects.get(pk=site_tree.hoofdstukken[0].pk)
    seen = fingerprint_draft(hoofdstuk)
    update_hoofdstuk(
        hoofdstuk,
        secties=[sectie(1, "Loyaal is niet stil", "Iemand anders was eerder.")],
        user=redacteur,
        publish=True,
        toelichting="Ingekort",
    )
    bouwsteen = BouwsteenFactory()

    with pytest.raises(VerouderdeVersie):
        merge(site_tree, bouwsteen, user=redacteur, basis=seen)

    assert first_sectie(site_tree)["tekst"] == "Iemand anders was eerder."
    assert not Verwerking.objects.exists()
    bouwsteen.refresh_from_db()
    assert bouwsteen.stand == "open"


def test_merge_on_a_draft_that_autosave_rewrote_in_place_changes_nothing(site_tree: SiteTree, redacteur: User) -> None:
    hoofdstuk = Hoofdstuk.objects.get(pk=site_tree.hoofdstukken[0].pk)
    seen, revision_id = fingerprint_draft(hoofdstuk), hoofdstuk.latest_revision_id
    draft = latest_draft(hoofdstuk)
    draft.body[0].value["tekst"] = "Intussen getypt."
    draft.save_revision(user=redacteur, overwrite_revision=hoofdstuk.latest_revision)
    assert Hoofdstuk.objects.get(pk=hoofdstuk.pk).latest_revision_id == revision_id

    with pytest.raises(VerouderdeVersie):
        merge(site_tree, BouwsteenFactory(), user=redacteur, basis=seen)


def test_same_decision_sent_twice_is_one_line(redacteur: User) -> None:
    bouwsteen = BouwsteenFactory()
    for reden in ("Staat er al.", "Staat er al. "):
        decide_bouwstenen([bouwsteen], besluit=Besluit.NIET_OVERGENOMEN, reden=reden, user=redacteur)
    assert bouwsteen.verwerkingen.count() == 1
    decide_bouwstenen([bouwsteen], besluit=Besluit.NIET_OVERGENOMEN, reden="Beter gezegd.", user=redacteur)
    assert bouwsteen.verwerkingen.count() == 2


def test_merge_into_a_section_that_is_gone_says_so(site_tree: SiteTree, redacteur: User) -> None:
    gone = Invoeging("00000000-0000-4000-8000-000000009999")
    with pytest.raises(ValidationError, match="bestaat niet meer"):
        merge(site_tree, BouwsteenFactory(), user=redacteur, invoeging=gone)


def test_merge_needs_a_note(site_tree: SiteTree, redacteur: User) -> None:
    with pytest.raises(ValidationError, match="Vertel in een zin"):
        merge(site_tree, BouwsteenFactory(), user=redacteur, toelichting="  ")
    assert not Verwerking.objects.exists()


def test_merge_refuses_what_nobody_has_looked_at(site_tree: SiteTree, redacteur: User) -> None:
    with pytest.raises(ValidationError, match="niet gepubliceerd"):
        merge(site_tree, BouwsteenFactory(ingezonden=True), user=redacteur)


def test_merge_is_for_the_redactie(site_tree: SiteTree, deelnemer: User) -> None:
    with pytest.raises(PermissionDenied):
        merge(site_tree, BouwsteenFactory(), user=deelnemer)
    with pytest.raises(PermissionDenied):
        decide_bouwstenen([BouwsteenFactory()], besluit=Besluit.LATER, reden="x", user=deelnemer)


def test_plan_changes_nothing(site_tree: SiteTree) -> None:
    hoofdstuk = Hoofdstuk.objects.get(pk=site_tree.hoofdstukken[0].pk)
    before = first_sectie(site_tree)
    planned = plan_merge(hoofdstuk, [BouwsteenFactory()], Invoeging(SECTIE))

    assert planned["secties"][0]["tekst"] != before["tekst"]
    assert first_sectie(site_tree) == before


@pytest.mark.parametrize("besluit", [Besluit.NIET_OVERGENOMEN, Besluit.LATER])
def test_decision_without_text_needs_a_reason_and_shows_on_the_bouwsteen(redacteur: User, besluit: Besluit) -> None:
    bouwsteen = BouwsteenFactory()
    with pytest.raises(ValidationError, match="Geef een reden"):
        decide_bouwstenen([bouwsteen], besluit=besluit, reden=" ", user=redacteur)

    decide_bouwstenen([bouwsteen], besluit=besluit, reden="Staat al in hoofdstuk 3.", user=redacteur)

    bouwsteen.refresh_from_db()
    assert bouwsteen.stand == besluit
    assert bouwsteen.verwerkingen.get().reden == "Staat al in hoofdstuk 3."


def test_decision_on_many_is_all_or_nothing(redacteur: User) -> None:
    good, waiting = BouwsteenFactory(), BouwsteenFactory(ingezonden=True)
    with pytest.raises(ValidationError):
        decide_bouwstenen([good, waiting], besluit=Besluit.LATER, reden="Volgende ronde.", user=redacteur)
    assert not Verwerking.objects.exists()


def test_decision_cannot_smuggle_a_bouwsteen_into_the_text(redacteur: User) -> None:
    with pytest.raises(ValidationError):
        decide_bouwstenen([BouwsteenFactory()], besluit=Besluit.IN_TEKST, reden="x", user=redacteur)


def test_stand_follows_the_newest_line(site_tree: SiteTree, redacteur: User) -> None:
    bouwsteen = BouwsteenFactory()
    decide_bouwstenen([bouwsteen], besluit=Besluit.LATER, reden="Eerst meer gesprekken.", user=redacteur)
    merge(site_tree, bouwsteen, user=redacteur)

    bouwsteen.refresh_from_db()
    assert bouwsteen.stand == "in_tekst"
    assert [line.besluit for line in bouwsteen.verwerkingen.all()] == ["later", "in_tekst"]


def test_ledger_names_only_real_sections(redacteur: User, site_tree: SiteTree) -> None:
    with pytest.raises(ValidationError, match="geen sectie"):
        record_verwerking(
            BouwsteenFactory(),
            besluit=Besluit.IN_TEKST,
            reden="x",
            hoofdstuk=site_tree.hoofdstukken[0],
            sectie_id="<script>",
            user=redacteur,
        )
