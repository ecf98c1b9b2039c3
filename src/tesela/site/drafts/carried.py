"""A draft on its way from the page that shows it to the description that it becomes.

The service keeps neither the file nor what was found in it: the draft travels
in the form, signed for the organisation and the person to whom it was shown.
So the origin that is stored later is what was really read, and a session that
ends meanwhile loses nothing.
"""

from dataclasses import dataclass
from typing import Any

from django.core import signing

from tesela.model.draft import Draft
from tesela.site.drafts.reading import draft_of, stated_draft
from tesela.text.errors import TeselaError

SECONDS = 24 * 3600
"""So long a draft can be made of what was shown."""
MAXIMUM_CHARACTERS = 1_000_000
_SALT = "tesela.site.drafts"


@dataclass(frozen=True, slots=True)
class Link:
    """A concept of a public framework that the words of a find suggest."""

    found: int
    """Number of the find in the draft."""
    framework: str
    uri: str
    code: str
    label: dict[str, str]
    words: str
    """The words of the find that led to it."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a person was shown, to take or leave."""

    draft: Draft
    links: tuple[Link, ...]


def packed(shown: Shown, organisation: int, person: int) -> str:
    """What was shown, signed, for a form. Raises TeselaError `drafts.too_much`."""
    stated = {
        "for": [organisation, person],
        "draft": stated_draft(shown.draft),
        "links": [
            [one.found, one.framework, one.uri, one.code, one.label, one.words]
            for one in shown.links
        ],
    }
    text = signing.dumps(stated, salt=_SALT, compress=True)
    if len(text) > MAXIMUM_CHARACTERS:
        raise TeselaError("drafts.too_much")
    return text


def unpacked(text: str, organisation: int, person: int) -> Shown:
    """What `packed` made for the same two. Raises TeselaError `drafts.old`."""
    if len(text) > MAXIMUM_CHARACTERS:
        raise TeselaError("drafts.old")
    try:
        stated: Any = signing.loads(text, salt=_SALT, max_age=SECONDS)
    except signing.BadSignature as error:
        raise TeselaError("drafts.old") from error
    if stated["for"] != [organisation, person]:
        raise TeselaError("drafts.old")
    return Shown(draft_of(stated["draft"]), tuple(Link(*one) for one in stated["links"]))
