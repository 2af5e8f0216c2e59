"""What editors do with many bouwstenen at once."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, QueryDict
from django.utils.functional import classproperty
from wagtail.search.backends import get_search_backend
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from bouwstenen.beheer import BouwsteenFilterSet
from bouwstenen.models import Bouwsteen, BouwsteenSoort
from bouwstenen.services import assign_themas, merge_bouwstenen, publish_bouwstenen, withdraw_bouwstenen
from themas.keuze import ThemasField


class BouwsteenBulkAction(SnippetBulkAction):
    """One action on the chosen bouwstenen; what the service refuses shows on the form."""

    permission = "bouwstenen.change_bouwsteen"
    template_name = "bouwstenen/beheer/bulk.html"
    uitleg = ""
    knop = ""

    @classproperty
    def models(cls) -> list[type[Bouwsteen]]:  # noqa: N805
        return [Bouwsteen]

    @classmethod
    def get_queryset(cls, model: Any, object_ids: Iterable[Any]) -> list[Bouwsteen]:
        """The chosen ones that exist. Raises Http404 when there is none."""
        wanted = [int(pk) for pk in map(str, object_ids) if pk.isascii() and pk.isdigit() and len(pk) < 19]
        found = list(Bouwsteen.objects.filter(pk__in=wanted).select_related("gesprek", "lichaamsdeel"))
        if not found:
            raise Http404("Deze bouwstenen bestaan niet.")
        return found

    def get_all_objects_in_listing_query(self, parent_id: Any) -> list[int]:
        """What "select all" means on the list that the editor came from: with its filters and its search.

        Wagtail would take every bouwsteen there is.
        """
        params = QueryDict(urlsplit(self.next_url).query)
        listing = BouwsteenFilterSet(params, queryset=Bouwsteen.objects.all(), request=self.request)
        if not listing.is_valid():
            return []
        ids = list(listing.qs.order_by().values_list("pk", flat=True).distinct())
        words = params.get("q", "").strip()
        if not words:
            return ids
        found = get_search_backend().autocomplete(words, Bouwsteen.objects.filter(pk__in=ids), order_by_relevance=False)
        return [bouwsteen.pk for bouwsteen in found]

    def object_context(self, obj: Bouwsteen) -> dict[str, Any]:
        return {"item": obj}

    def check_perm(self, obj: Bouwsteen) -> bool:
        return bool(self.request.user.has_perm(self.permission))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "titel": self.display_name,
            "uitleg": self.uitleg,
            "knop": self.knop or self.display_name,
        }

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            return super().form_valid(form)
        except ValidationError as error:
            fields = error.error_dict if hasattr(error, "error_dict") else {None: [error]}
            for field, errors in fields.items():
                form.add_error(field if field in form.fields else None, errors)
            return self.form_invalid(form)

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    @classmethod
    def execute_action(cls, objects: Sequence[Bouwsteen], **kwargs: Any) -> tuple[int, int]:
        view = kwargs["self"]
        return view.act(list(objects), view.cleaned_form.cleaned_data, view.request.user), 0

    def act(self, bouwstenen: list[Bouwsteen], data: dict[str, Any], user: Any) -> int:
        """Do it; the number of bouwstenen it was done to."""
        raise TypeError(f"{type(self).__name__} does nothing.")

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        return (
            f"{self.display_name}: {num_parent_objects} bouwsteen{'' if num_parent_objects == 1 else 'en'} bijgewerkt."
        )


class ThemasForm(forms.Form):
    """Themas to hand out and to take away."""

    erbij = ThemasField(label="Thema’s erbij")
    eraf = ThemasField(label="Thema’s eraf")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("erbij") and not cleaned.get("eraf"):
            raise ValidationError("Vink ten minste één thema aan.")
        return cleaned


class AssignThemasAction(BouwsteenBulkAction):
    """Hand out themas to many at once."""

    display_name = "Thema’s uitdelen"
    aria_label = "Thema’s uitdelen aan de gekozen bouwstenen"
    action_type = "themas"
    action_priority = 1
    form_class = ThemasForm
    uitleg = "De gekozen bouwstenen krijgen deze thema’s erbij, of raken ze kwijt."

    def act(self, bouwstenen: list[Bouwsteen], data: dict[str, Any], user: Any) -> int:
        return assign_themas(bouwstenen, add=list(data["erbij"]), remove=list(data["eraf"]), user=user)


class PublishAction(BouwsteenBulkAction):
    """Show handed-in bouwstenen to readers."""

    display_name = "Publiceren"
    aria_label = "Gekozen bouwstenen publiceren"
    action_type = "publiceren"
    action_priority = 2
    permission = "bouwstenen.publish_bouwsteen"
    uitleg = "Lezers zien deze bouwstenen daarna op de site. Controleer of er geen namen van personen in staan."

    def act(self, bouwstenen: list[Bouwsteen], data: dict[str, Any], user: Any) -> int:
        return len(publish_bouwstenen(bouwstenen, user=user))


class RedenForm(forms.Form):
    """Why."""

    reden = forms.CharField(
        label="Reden",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Vertel waarom. De inzender kan het teruglezen."},
    )


class WithdrawAction(BouwsteenBulkAction):
    """Hide bouwstenen from readers."""

    display_name = "Intrekken"
    aria_label = "Gekozen bouwstenen intrekken"
    action_type = "intrekken"
    action_priority = 3
    permission = "bouwstenen.publish_bouwsteen"
    form_class = RedenForm
    classes: ClassVar[set[str]] = {"serious"}
    uitleg = "Lezers zien deze bouwstenen niet meer. Er wordt niets gewist: je kunt ze later weer publiceren."

    def act(self, bouwstenen: list[Bouwsteen], data: dict[str, Any], user: Any) -> int:
        return len(withdraw_bouwstenen(bouwstenen, reden=data["reden"], user=user))


class MergeForm(forms.Form):
    """The bouwsteen that says what the chosen ones share."""

    titel = forms.CharField(label="In één zin", max_length=120)
    tekst = forms.CharField(label="Tekst", widget=forms.Textarea(attrs={"rows": 8}), help_text="Markdown.")
    soort = forms.ChoiceField(label="Soort", choices=BouwsteenSoort)


class MergeAction(BouwsteenBulkAction):
    """Replace bouwstenen that say the same by one."""

    display_name = "Samenvoegen"
    aria_label = "Gekozen bouwstenen samenvoegen tot één"
    action_type = "samenvoegen"
    action_priority = 4
    form_class = MergeForm
    uitleg = "Er komt één nieuwe bouwsteen. De gekozen bouwstenen blijven leesbaar en verwijzen ernaar."

    def get_initial(self) -> dict[str, Any]:
        """The words of the originals one after the other, to shorten to what they share."""
        originals, _ = self.get_actionable_objects()
        if not originals:
            return {}
        return {
            "titel": originals[0].titel,
            "tekst": "\n\n".join(bouwsteen.tekst for bouwsteen in originals),
            "soort": originals[0].soort,
        }

    def act(self, bouwstenen: list[Bouwsteen], data: dict[str, Any], user: Any) -> int:
        merge_bouwstenen(bouwstenen, **data, user=user)
        return len(bouwstenen)


BULK_ACTIONS = (AssignThemasAction, PublishAction, WithdrawAction, MergeAction)
