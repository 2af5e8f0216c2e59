"""The screen in the admin that imports begrippen."""

from django import forms

from kennisbank.exchange.begrippen.rdf import ENDINGS, read_graph
from kennisbank.exchange.begrippen.read import read_begrippen
from kennisbank.exchange.begrippen.services import import_begrippen
from kennisbank.exchange.forms import UploadForm
from kennisbank.exchange.report import Importverslag
from kennisbank.exchange.uploads import Upload
from kennisbank.exchange.views import ImportView


class BegrippenUploadForm(UploadForm):
    """A list of begrippen."""

    endings = ENDINGS

    weghalen = forms.BooleanField(
        label="Haal synoniemen en verbanden weg die niet in het bestand staan",
        required=False,
        help_text="Alleen bij thema’s die uit dit bestand komen: eigen thema’s, en thema’s die je eerder inlas.",
    )


class BegrippenImportView(ImportView):
    """Import begrippen from SKOS."""

    template_name = "exchange/begrippen.html"
    page_title = "Begrippen importeren"
    soort = "begrippen"
    permission = "exchange.import_begrippen"
    form_class = BegrippenUploadForm

    def run(self, upload: Upload, *, dry_run: bool) -> Importverslag:
        lijst = read_begrippen(read_graph(upload.inhoud, upload.naam), upload.naam)
        weghalen = bool(upload.opties.get("weghalen"))
        return import_begrippen(lijst, naam=upload.naam, user=self.user, dry_run=dry_run, weghalen=weghalen)
