"""The catalogue: every sentence Tesela says, by code, in English.

One module a room; a code is `room.what`. An error's or finding's sentence
says what is wrong and where, its `fix` what to do next. Placeholders are
named. Translations are gettext catalogues in `text/locale`, with the code as
context, brought up to date by `python -m tools.catalogues`.
"""

from typing import NamedTuple


class Message(NamedTuple):
    """One sentence of the catalogue.

    `plural` is the sentence for a `count` other than one; `fix` what to do.
    """

    text: str
    fix: str | None = None
    plural: str | None = None
