"""Where a description was taken from, and under which licence others may take it.

Providers share and duplicate descriptions; each copy says what it was made
from. Only the nearest origin is stated: what that one was made from, it says
itself. An origin is a fact about the text, never about any learner, and no
statement that whoever published it agrees with what became of it.
"""

import re
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, StringConstraints
from pydantic_core import PydanticCustomError

from tesela.model.base import Iri, Part, is_web_address
from tesela.text.localized import LocalizedText

_SPDX = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*\+?\Z")


def _licence(value: str) -> str:
    if not _SPDX.match(value) and not is_web_address(value):
        raise PydanticCustomError("value.licence", "no licence")
    return value


Version = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z][0-9A-Za-z.-]{0,31}$")]
"""The version of a description."""
Licence = Annotated[str, StringConstraints(max_length=500), AfterValidator(_licence)]
"""The short name of a licence in the SPDX list, such as `CC-BY-4.0`, or the licence's web address."""


class Origin(Part):
    """The description from which this one was made."""

    achievement: Iri | None = None
    """What the origin is, whatever its version (`Achievement.id`)."""
    version: Version | None = None
    """The version that was taken."""
    title: LocalizedText
    publisher: LocalizedText
    """The name of whoever published it."""
    licence: Licence | None = None
    """Under which licence it was published."""
    taken_on: date | None = None

    @property
    def edition(self) -> str | None:
        """The address of the version that was taken, where it has one on the web."""
        iri = self.achievement
        if iri is None or not iri.startswith(("http://", "https://")):
            return None
        return f"{iri.rstrip('/')}/{self.version}" if self.version else iri
