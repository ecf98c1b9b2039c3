"""Issuing: from achievement and awards to secured credentials, one or a million.

    for issued in issue(achievement, awards, signer, issued_at=now):
        issued.files["openbadge"]

`issue` is the library's heart: an iterator in, an iterator out. `batch` puts a
class list in front of it and a record behind it, so that a crash leaves
neither two credentials nor none.
"""

from tesela.issuing.credentials import FORMATS, Issued, Options, issue

__all__ = ["FORMATS", "Issued", "Options", "issue"]
