"""Who else stands behind a credential: a registry, employers and workers, a skills need.

Each organisation has a login and a key of its own. What they sign is given on
pages, and seen by somebody who is not signed in.
"""

import json
import subprocess
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from tests.browser.browser import Browser
from tests.browser.comings import follow
from tests.browser.conftest import PROGRAM
from tests.browser.house import House

PROVIDER = "Harbour House Care Learning"
ACHIEVEMENT = "Digital basics for everyday life"
AGREED = "Agreed by employers and workers"


def furnish() -> dict[str, Any]:
    """For `House.seed`: a provider with an edition and an award, and three that may speak."""
    from tesela.issuing.roster import RosterRow
    from tesela.site.awards.making import FIRST, file
    from tesela.site.design.models import Edition
    from tesela.site.providers.models import Key
    from tests.browser.house import first_things
    from tests.site import people

    made = first_things()
    for slug, name in (
        ("quality-council", "Quality Council"),
        ("care-employers", "Care Employers"),
        ("care-union", "Union of Care Workers"),
    ):
        of = people.organisation(slug)
        of.name = {"en": name}
        of.save()
        people.member(of, "owner", f"{slug}@example.org")
    Key.objects.update(made_at=datetime.now(UTC) - timedelta(days=30))
    edition = Edition.objects.get(pk=made["edition"])
    [award] = people.awarded(edition, [RosterRow(2, "Noor", "Haddad", award_date=date.today())])
    return {**made, "credential": file(award, FIRST).decode()}


@pytest.fixture(scope="module")
def made(house: House) -> dict[str, Any]:
    return dict(house.seed("tests.browser.test_standing_behind:furnish"))


def sits(browser: Browser, house: House, email: str, page: str, *, scripts: bool = True) -> Browser:
    """A visitor who is signed in as `email`, at `page`."""
    at = browser.visitor(scripts=scripts)
    house.sign_in(at, email)
    at.go(page)
    return at


def no_barrier(at: Browser) -> None:
    assert at.findings() == [], at.at()


def test_an_authority_lists_a_provider_and_anybody_finds_and_verifies_it(
    one_browser: Browser, house: House, made: dict[str, Any], tmp_path: Path
) -> None:
    at = sits(one_browser, house, "quality-council@example.org", "/organisations/")
    follow(at, "Quality Council", "Run the registry")
    no_barrier(at)
    at.send("a[href$='/registry/add/harbour-house']")
    assert PROVIDER in at.text("h1")
    no_barrier(at)
    at.send("main form button[type=submit]")

    at = one_browser.visitor(scripts=False)
    at.go("/")
    follow(at, "I decide whom to trust")
    at.fill("#id_q", "harbour")
    at.send("main form button")
    at.send("main ul.tasks a")
    assert PROVIDER in at.text("h1")
    assert "This registry vouches for this provider." in at.text("main")

    feed, credential = tmp_path / "providers.json", tmp_path / "credential.json"
    with urlopen(f"{house.address}/registry/providers.json") as answer:
        feed.write_bytes(answer.read())
    credential.write_text(made["credential"], "utf-8")
    status, told = verified(credential, feed)
    assert told["trust"]["outcome"] == "passed", told["trust"]
    feed.write_bytes(feed.read_bytes().replace(b"Galway", b"Dublin"))
    status, told = verified(credential, feed)
    assert status != 0
    assert "trust" not in told, "a changed feed is refused as a whole"


def verified(credential: Path, feed: Path) -> tuple[int, dict[str, Any]]:
    """Exit status and answer of `tesela verify`, offline, with the feed as what one trusts."""
    done = subprocess.run(
        [PROGRAM, "verify", str(credential), "--trust", str(feed), "--offline", "--json"],
        capture_output=True,
        text=True,
        timeout=600,
    )
    found = json.loads(done.stdout)
    return done.returncode, dict(found[0] if isinstance(found, list) else found)


def test_agreed_by_employers_and_workers_appears_with_both_and_not_before(
    one_browser: Browser, house: House, made: dict[str, Any]
) -> None:
    for name in ("Care Employers", "Union of Care Workers"):
        at = sits(one_browser, house, made["email"], "/organisations/harbour-house/achievements/")
        follow(at, ACHIEVEMENT, "Ask for an endorsement")
        at.fill("#q", name)
        at.send("form[role=search] button")
        at.tick(f"text={name}")
        no_barrier(at)
        at.send("main form[method=post] button[type=submit]")

    endorses(one_browser, house, "care-employers", "employers")
    assert AGREED not in shown(one_browser, made)
    endorses(one_browser, house, "care-union", "workers")
    assert AGREED in shown(one_browser, made)

    at = sits(one_browser, house, "care-union@example.org", "/organisations/care-union/")
    at.go("/organisations/care-union/endorsements/")
    follow(at, ACHIEVEMENT)
    at.fill("#id_reason", "It is not taught any more.")
    at.send("button[value=withdraw]")
    assert AGREED not in shown(one_browser, made), "from that second on"


def endorses(browser: Browser, house: House, slug: str, side: str) -> None:
    """Read what is asked, say for whom one speaks, sign."""
    at = sits(browser, house, f"{slug}@example.org", f"/organisations/{slug}/")
    follow(at, "1 organisation asks you for an endorsement", ACHIEVEMENT)
    no_barrier(at)
    at.tick(f"input[name=side][value={side}]")
    at.send("button[value=give]")


def shown(browser: Browser, made: dict[str, Any]) -> str:
    """What somebody sees who checks the credential."""
    at = browser.visitor(scripts=False)
    at.go("/verify")
    at.fill("#text", made["credential"])
    at.send()
    return at.text(".questions")


def test_a_need_is_proposed_agreed_to_and_answered(
    one_browser: Browser, house: House, made: dict[str, Any]
) -> None:
    at = sits(one_browser, house, "care-employers@example.org", "/")
    follow(at, "Skills needs", "For Care Employers")
    at.fill("#id_title", "Use devices in home care")
    at.fill("#id_text", "People who care at home write reports on a tablet.")
    at.tick("input[name=kind][value=employer]")
    at.tick("input[name=purpose] >> nth=0")
    no_barrier(at)
    at.send("main form button[type=submit]")
    assert "Use devices in home care" in at.text("main")

    at = sits(one_browser, house, "care-union@example.org", "/needs/")
    follow(at, "Use devices in home care", "For Union of Care Workers")
    at.tick("input[name=kind][value=workers]")
    at.send("button[value=agree]")

    at = sits(one_browser, house, made["email"], "/needs/")
    follow(at, "Use devices in home care", f"For {PROVIDER}")
    no_barrier(at)
    at.tick("input[name=description]")
    at.send("button[value=answer]")

    at = one_browser.visitor(scripts=False)
    at.go("/needs/")
    follow(at, "Use devices in home care")
    said = at.text("main")
    assert "Union of Care Workers" in said
