"""Awards in the browser: withdrawing one by keyboard without scripts, and no barriers."""

from typing import Any

import pytest

from tests.browser.browser import Browser
from tests.browser.house import House


def furnish(slug: str, email: str) -> dict[str, Any]:
    """An organisation with a class of several states, mails that came back, and a draft."""
    from datetime import UTC, datetime

    from tesela.issuing.roster import RosterRow
    from tesela.site.awards import actions, mails, withdrawals
    from tesela.site.awards.models import Award, Mail
    from tesela.site.classes.models import Batch
    from tests.site import people

    of = people.organisation(slug, email="office@harbour.example")
    user = people.member(of, "owner", email)
    edition = people.published(of)
    names = ("Eleni Papadopoulou", "Seán Murphy", "Ana Silva", "Bo Ek", "Cy Du")
    rows = [
        RosterRow(2 + at, full_name=name, email=f"learner{at}@example.org" if at < 4 else None)
        for at, name in enumerate(names)
    ]
    awards = people.awarded(edition, rows)
    batch = Batch.objects.create(
        organisation=of,
        edition=edition,
        state="finished",
        name="spring.csv",
        today=people.TODAY,
        finished_at=datetime.now(UTC),
    )
    Award.objects.filter(pk__in=[award.pk for award in awards]).update(batch=batch.pk)
    mails.announce(awards)
    mails.send_due(9)
    Mail.objects.filter(award=awards[1]).update(state="bounced", answer="550 5.1.1")
    actions.suspend(awards[2], user.pk, "an appeal is open")
    actions.withdraw(of, [awards[3].pk], user.pk, "entered twice", notify=False)
    draft = withdrawals.prepare(of, user.pk, [awards[0].pk, "nobody@example.org"], 0)
    return {
        "awards": [str(award.pk) for award in awards],
        "batch": str(batch.pk),
        "draft": str(draft.pk),
    }


@pytest.fixture(scope="module")
def furnished(house: House) -> dict[str, Any]:
    return dict(
        house.seed(
            "tests.browser.test_awards:furnish", slug="harbour-awards", email="m@example.org"
        )
    )


HERE = "/organisations/harbour-awards/awards/"


def test_one_award_is_withdrawn_by_keyboard_without_scripts(
    one_browser: Browser, house: House, furnished: dict[str, Any]
) -> None:
    visitor = one_browser.visitor(scripts=False, width=320)
    house.sign_in(visitor, "m@example.org")
    visitor.go(HERE)
    assert visitor.overflow() == 0
    tab_to(visitor, f"document.activeElement.value === '{furnished['awards'][4]}'")
    visitor.key("Space")
    tab_to(visitor, "document.activeElement.classList.contains('danger')")
    visitor.key("Enter", leaves=True)
    assert visitor.text("h1") == "Withdraw 1 award"
    tab_to(visitor, "document.activeElement.name === 'reason'")
    visitor.key("Tab")
    visitor.key("Tab")
    visitor.key("Enter", leaves=True)
    assert visitor.ask("document.title").startswith("Error:")
    visitor.fill("[name=reason]", "entered twice")
    tab_to(visitor, "document.activeElement.type === 'submit'")
    visitor.key("Enter", leaves=True)
    assert visitor.text("h1").startswith("Check")
    assert visitor.overflow() == 0
    tab_to(visitor, "document.activeElement.classList.contains('danger')")
    visitor.key("Enter", leaves=True)
    assert visitor.text("h1") == "1 award withdrawn"
    visitor.go(f"{HERE}{furnished['awards'][4]}/")
    assert "Withdrawn" in visitor.text("main")


def tab_to(visitor: Browser, found: str) -> None:
    """Press Tab until the expression is true of what has the focus."""
    for _ in range(80):
        if visitor.ask(found):
            return
        visitor.key("Tab")
    raise AssertionError(f"not reached by keyboard: {found}")
