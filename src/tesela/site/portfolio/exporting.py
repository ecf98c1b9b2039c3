"""Everything in an account as one ZIP: bundles, credentials from elsewhere, the list of links."""

import csv
import io
import json
import zipfile
from datetime import UTC
from tempfile import SpooledTemporaryFile
from typing import IO

from tesela.issuing.roster import neutralised
from tesela.site.accounts.models import User
from tesela.site.awards.models import Award
from tesela.site.portfolio.keeping import bundle, entry, file_stem, safe_name
from tesela.site.portfolio.models import Holding, Imported, Share
from tesela.site.portfolio.sharing import address, items_of, shares_of_user
from tesela.site.portfolio.shown import stated
from tesela.text.catalogue import say

_IN_MEMORY = 8_000_000
_COLUMNS = ("note", "made", "ends", "state", "views", "seen", "language", "shows", "link")


def export(user: User, language: str) -> IO[bytes]:
    """A file with all of it, at its beginning; it disappears when it is closed."""
    out = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - the answer closes it
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for award in _awards(user):
            for path, content in bundle(award, language).items():
                archive.writestr(entry(f"{file_stem(award)}/{path}"), content)
        for item in Imported.objects.filter(user=user).order_by("pk").iterator(20):
            place = f"imported/{item.pk}-{safe_name(item.name)}"
            archive.writestr(entry(place), bytes(item.content))
            report = json.dumps(item.report, ensure_ascii=False, indent=1)
            archive.writestr(entry(f"{place}.report.json"), report)
        archive.writestr(entry("links.csv"), _links(user, language))
    out.seek(0)
    return out


def _awards(user: User) -> list[Award]:
    held = Holding.objects.filter(user=user).select_related(
        "award__organisation", "award__edition__description", "award__learner"
    )
    return [holding.award for holding in held.order_by("pk")]


def _links(user: User, language: str) -> bytes:
    """The links as a table; UTF-8 with the mark by which spreadsheet programs know it."""
    out = io.StringIO()
    table = csv.writer(out, delimiter="," if language == "en" else ";")
    table.writerow(say(f"portfolio.export.{name}", language) for name in _COLUMNS)
    for share in shares_of_user(user).iterator():
        table.writerow(neutralised(cell) for cell in _cells(share, language))
    return out.getvalue().encode("utf-8-sig")


def _cells(share: Share, language: str) -> list[str]:
    titles = [stated(item).title(language)[1] for item in items_of(share)]
    return [
        share.note,
        share.made_at.astimezone(UTC).isoformat(timespec="seconds"),
        share.ends_on.isoformat(),
        say(f"portfolio.export.{share.state}", language),
        str(share.views),
        share.last_viewed_on.isoformat() if share.last_viewed_on else "",
        share.language,
        " | ".join([*titles, *share.parts]),
        address(share),
    ]
