"""Findings in lists: each with what is wrong, what to do, and the page where it is mended."""

from django.urls import reverse

from tesela.site.design.models import Description
from tesela.site.design.outline import PAGES
from tesela.site.design.remedies import remedy
from tesela.site.design.state import Found

_EDITED = frozenset(page.name for page in PAGES)

_LINKING = frozenset({"conform.outcome_unlinked", "conform.reference_not_esco"})
"""What is mended by linking outcomes to concepts, which begins at the end of their page."""


def mending(one: Found, of: Description, language: str) -> dict[str, str]:
    """A finding for a list: what is wrong, what to do, and the page where it is mended."""
    where = (of.organisation.slug, of.slug)
    if one.page in _EDITED:
        address = reverse("description-page", args=[*where, one.page])
        address += "#concepts" if one.problem.code in _LINKING else ""
    elif one.page:
        address = reverse("organisation-settings", args=where[:1])
    else:
        address = ""
    return {
        "severity": one.severity.value,
        "message": one.problem.message(language),
        "fix": remedy(one.problem, language),
        "page": f"design.page.{one.page}" if one.page in _EDITED else "",
        "address": address,
    }
