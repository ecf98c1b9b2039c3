"""The forms that an award can be had in, by what people want them for: one table for all pages.

A page names what a form is for and who reads it (`offered.<name>`,
`offered.<name>.for`), never how it is called among experts. What an
organisation cannot make is not offered; where that leaves a purpose empty,
the page says why. To add a form: its line in `OFFERED` and its two sentences.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tesela.issuing import FORMATS
from tesela.site.providers import seals
from tesela.site.providers.models import Organisation

PURPOSES = ("print", "europass", "badges", "wallet", "keep")
"""What people want a form for, in the order in which pages show it."""


class Form(NamedTuple):
    """One form of an award."""

    name: str
    """The last part of its addresses; the beginning of its sentences."""
    purpose: str
    format: str
    """A name of `issuing.FORMATS`; what is not there yet is not offered."""
    media_type: str
    sealed: bool = False
    """Whether only an organisation with a seal certificate can make it."""

    @property
    def suffix(self) -> str:
        """How names of its files end."""
        return FORMATS[self.format].suffix


OFFERED = {
    form.name: form
    for form in (
        Form("pdf", "print", "pdf", "application/pdf"),
        Form("europass", "europass", "elm", "application/jose+json", sealed=True),
        Form("credential", "badges", "openbadge", "application/vc"),
        Form("token", "badges", "vc-jwt", "application/vc+jwt"),
        Form("picture", "badges", "baked-png", "image/png"),
        Form("drawing", "badges", "baked-svg", "image/svg+xml"),
        Form("wallet", "wallet", "sd-jwt", "application/dc+sd-jwt"),
        Form("wallet-full", "wallet", "sd-jwt-full", "application/dc+sd-jwt"),
        Form("page", "keep", "page", "text/html; charset=utf-8"),
    )
    if form.format in FORMATS
}
"""Name → form."""
_WITHOUT_KEYS = frozenset(("openbadge", "pdf", "page", "baked-png", "baked-svg"))
"""The credential, which was kept, and what is made from it."""


@dataclass(frozen=True, slots=True)
class Purpose:
    """What somebody wants, and the forms for it."""

    name: str
    forms: Sequence[Form]
    why_not: str = ""
    """Code of the sentence that says why there is none; empty where there is one."""


def forms_of(organisation: Organisation) -> dict[str, Form]:
    """Those that `organisation` can make now, by name.

    Of an institution that closed: those that need no signature of its own any more.
    """
    if organisation.is_taken_over:
        return {name: form for name, form in OFFERED.items() if form.format in _WITHOUT_KEYS}
    sealing = seals.can_seal(organisation)
    return {name: form for name, form in OFFERED.items() if sealing or not form.sealed}


def purposes_of(organisation: Organisation) -> list[Purpose]:
    """Every purpose with the forms that `organisation` can make now."""
    able, listed = forms_of(organisation), []
    for name in PURPOSES:
        there = [form for form in OFFERED.values() if form.purpose == name]
        forms = [form for form in there if form.name in able]
        if there:
            closed = "offered.closed" if organisation.is_taken_over else "offered.no_seal"
            listed.append(Purpose(name, forms, "" if forms else closed))
    return listed
