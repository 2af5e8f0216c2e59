"""The screen in the admin that takes themas and codings over from REFI-QDA."""

from kennisbank.exchange.forms import UploadForm
from kennisbank.exchange.refi.services import import_codering
from kennisbank.exchange.report import Importverslag
from kennisbank.exchange.uploads import Upload
from kennisbank.exchange.views import ImportView


class CoderingUploadForm(UploadForm):
    """A project or a codebook."""

    endings = (".qdpx", ".qdc")


class CoderingImportView(ImportView):
    """Import themas and codings from a program for qualitative research."""

    template_name = "exchange/codering.html"
    page_title = "Codering importeren"
    soort = "codering"
    permission = "exchange.import_codering"
    form_class = CoderingUploadForm

    def run(self, upload: Upload, *, dry_run: bool) -> Importverslag:
        return import_codering(upload.inhoud, upload.naam, user=self.user, dry_run=dry_run)
