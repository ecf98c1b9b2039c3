"""Finding another organisation of this service, by what somebody types."""

from django.db.models import Q

from tesela.site.providers.models import Organisation
from tesela.text.localized import LocalizedText

MOST_FOUND = 10


def others_named(query: str, asking: Organisation, language: str) -> list[tuple[str, str]]:
    """Slug and name of those whose name or address here has the words that were typed."""
    if len(query) < 2:
        return []
    found = (
        Organisation.objects.exclude(pk=asking.pk)
        .exclude(identity="")
        .filter(Q(slug__icontains=query) | Q(name__icontains=query))
        .order_by("slug")[:MOST_FOUND]
    )
    return [(one.slug, LocalizedText(one.name).in_language(language)) for one in found]
