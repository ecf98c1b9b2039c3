"""An organisation made, shared and set up in a browser."""

import pytest

from tests.browser.browser import Browser
from tests.browser.house import House

HAS_FOCUS = "document.activeElement.matches('.problems')"


def furnish() -> str:
    """For `House.seed`: an organisation with everything that its pages can show."""
    from datetime import UTC, date, datetime

    from tesela.site.awards.models import Award
    from tesela.site.classes.models import Batch
    from tesela.site.providers import keys
    from tests.site import people

    of = people.organisation()
    people.member(of)
    people.member(of, "viewer", "sean@example.org")
    edition = people.published(of)
    [award, _] = people.awarded(edition)
    Award.objects.filter(pk=award.pk).update(opened_at=datetime.now(UTC))
    Batch.objects.create(organisation=of, edition=edition, today=date.today(), state="approving")
    keys.prepare_key(of, None, "own.example")
    return of.slug


def tab_to(browser: Browser, wanted: str) -> None:
    """Press Tab until `wanted` (an id or a text) has the focus."""
    for _ in range(60):
        browser.key("Tab")
        if browser.focused() == wanted:
            return
    raise AssertionError(f"no way by Tab to {wanted}")


@pytest.fixture(scope="module")
def furnished(house: House) -> str:
    return str(house.seed("tests.browser.test_providers:furnish"))


def test_an_organisation_is_made_by_keyboard_without_scripts_on_a_small_screen(
    one_browser: Browser, house: House
) -> None:
    browser = one_browser.visitor(scripts=False, width=320)
    house.sign_in(browser, "nikos@example.org")
    browser.go("/organisations/")
    tab_to(browser, "Make an organisation")
    browser.key("Enter", leaves=True)
    tab_to(browser, "id_name")
    browser.key("Enter", leaves=True)
    assert browser.ask("document.title").startswith("Error: ")
    assert browser.ask(HAS_FOCUS), "the summary has the focus"
    browser.fill("#id_name", "Σχολή Φροντίδας Χανίων")
    browser.pick("#id_country", "GR")
    browser.fill("#id_place", "Χανιά")
    browser.fill("#id_email", "office@example.org")
    tab_to(browser, "Make an organisation")
    browser.key("Enter", leaves=True)
    assert browser.at() == "/organisations/scholi-frontidas-chanion/"
    assert browser.overflow() == 0
    assert "What to do next" in browser.text("main")
    browser.go("/organisations/scholi-frontidas-chanion/settings/members")
    browser.fill("#id_email", "eleni@example.org")
    browser.key("Enter", leaves=True)
    assert "a mail was sent" in browser.text(".said")
    assert "eleni@example.org" in browser.text(".tasks")


def test_what_is_refused_is_said_at_the_top_and_beside(
    browser: Browser, house: House, furnished: str
) -> None:
    house.sign_in(browser, "mary@example.org")
    settings = f"/organisations/{furnished}/settings"
    for page in ("/about", "/members", "/domain"):
        browser.go(settings + page)
        if page == "/domain":
            browser.click("main details summary")
            browser.fill("#id_domain", "no domain")
            browser.send("main details button")
        else:
            browser.fill("#id_email", "no address")
            browser.send()
        assert browser.ask("document.title").startswith("Error: "), page
        assert browser.ask(HAS_FOCUS), page
        assert not browser.findings(), page
    browser.go(f"{settings}/domain")
    browser.send()
    assert browser.ask(HAS_FOCUS), "nothing is fetched here, and that is said"
    assert not browser.findings()


def test_the_home_says_its_purpose_and_its_chart(
    browser: Browser, house: House, furnished: str
) -> None:
    house.sign_in(browser, "mary@example.org")
    browser.go(f"/organisations/{furnished}/")
    said = [stop.name for stop in browser.announcements()]
    assert any("Overview" in name for name in said[:3]), said[:3]
    assert any("2 awards" in name for name in said), "the chart is told in words"
    browser.media(forcedColors="active")
    assert not browser.findings()
