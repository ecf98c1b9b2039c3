"""Who may see what of an organisation: every page of every organisation, as everybody.

The list of pages is read from the service itself, so that a new page cannot be forgotten.
"""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tesela.site.providers.models import Organisation
from tesela.site.providers.roles import MAY, ROLES
from tests.site import people

_FILLED = {
    "int": "1",
    "slug": "basics",
    "str": "x",
    "uuid": "00000000-0000-4000-8000-000000000000",
    "path": "x",
}


def routes(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    """Every address pattern that begins with an organisation."""
    for pattern in patterns:
        route = before + str(getattr(pattern.pattern, "_route", ""))
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        elif route.startswith("organisations/<slug:organisation>/"):
            yield route


ROUTES = sorted(set(routes(get_resolver().url_patterns)))
NOT_POSTED = {"get": (), "post": (405,)}
"""What is only shown takes no form, whoever sends it."""


def address(route: str, slug: str) -> str:
    """The route with something in each of its places."""
    made = route.replace("<slug:organisation>", slug)
    for kind, value in _FILLED.items():
        while (at := made.find(f"<{kind}:")) >= 0:
            made = made[:at] + value + made[made.index(">", at) + 1 :]
    assert "<" not in made, f"say in _FILLED what stands in {route}"
    return f"/{made}"


@pytest.fixture
def of() -> Organisation:
    return people.organisation()


def test_there_are_routes_of_all_apps() -> None:
    assert len(ROUTES) > 15


@pytest.mark.parametrize("method", ["get", "post"])
def test_outsiders_see_that_nothing_is_there(method: str, of: Organisation) -> None:
    other = people.organisation("other-house")
    stranger = people.signed_in(people.member(other, "owner", "eve@example.org"))
    for route in ROUTES:
        answer = getattr(stranger, method)(address(route, of.slug))
        assert answer.status_code in (404, *NOT_POSTED[method]), f"{route} exists for others"
        assert of.name["en"] not in answer.content.decode()


def test_whoever_is_not_signed_in_is_asked_to(of: Organisation) -> None:
    for route in ROUTES:
        answer = Client().get(address(route, of.slug))
        assert answer.status_code == 302, route
        assert answer["Location"].startswith("/sign-in"), route


def test_a_role_that_may_do_nothing_gets_nowhere(
    of: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = people.signed_in(people.member(of, "viewer"))
    for act in MAY:
        monkeypatch.setitem(MAY, act, ())
    for route in ROUTES:
        assert person.get(address(route, of.slug)).status_code == 403, route
        sent = person.post(address(route, of.slug))
        assert sent.status_code in (403, *NOT_POSTED["post"]), route


@pytest.mark.parametrize("role", [role for role in ROLES if role != "owner"])
def test_settings_are_for_owners(role: str, of: Organisation) -> None:
    person = people.signed_in(people.member(of, role))
    for route in (route for route in ROUTES if "/settings" in route):
        assert person.get(address(route, of.slug)).status_code == 403, route
        answer = person.post(address(route, of.slug), {"email": "x@example.org", "role": "owner"})
        assert answer.status_code in (403, *NOT_POSTED["post"]), route
    assert of.memberships.count() == 1


def test_members_of_another_organisation_cannot_be_reached_through_ones_own(
    of: Organisation,
) -> None:
    other = people.organisation("other-house")
    people.member(other, "viewer", "victim@example.org")
    victim = other.memberships.get()
    owner = people.signed_in(people.member(of, "owner"))
    base = f"/organisations/{of.slug}/settings/members/{victim.pk}"
    assert owner.get(base).status_code == 404
    assert owner.post(base, {"role": "owner"}).status_code == 404
    assert owner.post(f"{base}/remove").status_code == 404
    victim.refresh_from_db()
    assert victim.role == "viewer"
