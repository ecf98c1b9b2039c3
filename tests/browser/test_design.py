"""The achievement editor and the public page in a real browser."""

from typing import Any


def furnish() -> dict[str, Any]:
    """An organisation with an owner, a fresh draft, and one published description with a change."""
    from tesela.site.design.publishing import publish
    from tesela.site.design.starting import start_from_example
    from tests.site import people

    of = people.organisation()
    people.member(of, "owner", "mary@example.org")
    start_from_example(of, "european-care-certificate", None)
    published = people.described(of, "digital-basics", "digital")
    publish(published, None)
    return {"organisation": of.slug}


def title_of(slug: str = "european-care-certificate") -> dict[str, str]:
    """The title that is saved."""
    from tesela.site.design.models import Description

    return Description.objects.get(slug=slug).title
