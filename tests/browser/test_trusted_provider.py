"""A care organisation without any accreditation, from registering to a credential that is trusted.

Everything happens at a screen: registering, the description out of a ready one,
the application under a scheme, the self-evaluation, the review by a peer of
another organisation with a login and a key of its own, the class, and the page
that says why to trust the credential. Then an authority withdraws its evidence,
and the page says so at once. Nothing is seeded.
"""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.browser import Browser
from tests.browser.comings import Visitor, follow, founded
from tests.browser.house import House

WORKBOOK = "Workbook for small providers, after the EQAVET cycle"
LICENCE = "Licence of a public authority"
ACHIEVEMENT = "European Care Certificate"
ANSWER = "Two of us look at each result, and talk with learners about it."
LIST = (
    "Given name\tFamily name\tE-mail\n"
    "Eleni\tPapadopoulou\teleni@learner.example\n"
    "Seán\tMurphy\tsean@{run}.example\n"
)
QUESTIONS = (
    "Who says so?",
    "Who vouches for them, and for what?",
    "How was it assessed?",
    "Was the person’s identity checked?",
    "Is it still good?",
)
OWN_EVIDENCE = 2
"""A peer's decision and an authority's."""
KEPT = "keeps this evidence, signed by whoever assured it: {}"
SEND = "main form button[type=submit]"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A service with an empty database, and a worker that makes awards and sends mails."""
    running = House(tmp_path_factory.mktemp("house"))
    running.work()
    yield running
    running.end()


@pytest.mark.slow
@pytest.mark.parametrize("scripts", [False, True], ids=["no-scripts", "scripts"])
def test_from_registering_to_a_trusted_credential_and_a_withdrawal(
    one_browser: Browser, house: House, tmp_path: Path, scripts: bool
) -> None:
    run = "scripts" if scripts else "plain"
    provider, peer = f"Riverside Care {run}", f"Northgate Training {run}"
    council = f"Quality Council {run}"
    maria, tom, niamh = (
        Visitor(one_browser, f"{name}@{run}.example", scripts=scripts)
        for name in ("maria", "tom", "niamh")
    )
    for reviewer, name, scheme in ((tom, peer, WORKBOOK), (niamh, council, LICENCE)):
        at = reviewer.comes("/organisations/")
        founded(at, name, "Cork")
        offers(at, scheme)

    at = maria.comes("/organisations/")
    founded(at, provider, "Sligo")
    describes(at)
    applies(at, peer)
    reviewed(maria, tom, provider, peer)
    licensed(maria, niamh, provider, council)

    at = maria.comes("/organisations/")
    follow(at, provider, "Quality")
    no_barrier(at)
    publishes_with_evidence(at)
    issues(at, run)
    credential = received(one_browser.visitor(scripts=scripts), tmp_path, run)

    at = one_browser.visitor(scripts=scripts)
    checks(at, credential)
    assert at.ask("document.querySelector('.verdict').className") == "verdict valid"
    said = at.text(".questions")
    for question in QUESTIONS:
        assert question in said
    assert KEPT.format("Licence from a public authority and Self-evaluation in line with") in said
    assert "withdrawn this evidence" not in said
    no_barrier(at)
    at.click("summary:has-text('Who vouches for them')")
    evidence = at.text(".questions")
    assert peer in evidence
    assert council in evidence
    no_barrier(at)

    at = niamh.comes("/organisations/")
    follow(at, council, "Quality", provider, "Withdraw")
    at.fill("#id_reasons", "No assessment took place.")
    at.send()

    at = one_browser.visitor(scripts=scripts)
    checks(at, credential)
    assert at.ask("document.querySelector('.verdict').className") == "verdict valid", (
        "what is genuine stays genuine"
    )
    said = at.text(".questions")
    assert "has withdrawn this evidence: Licence from a public authority" in said
    assert KEPT.format("Self-evaluation in line with EQAVET.") in said, "what another said stands"
    no_barrier(at)
    assert [line for line in at.sought() if line.startswith("error")] == []


def offers(at: Browser, scheme: str) -> None:
    """Say that one reviews by this scheme."""
    follow(at, "Quality", "Schemes you review by")
    no_barrier(at)
    at.tick(f"text={scheme}")
    at.send()


def describes(at: Browser) -> None:
    """A draft out of a ready description."""
    follow(at, "Describe what can be earned", "Describe a micro-credential")
    follow(at, "See all ready descriptions")
    at.fill("#q", ACHIEVEMENT)
    at.send("form[role=search] button")
    follow(at, ACHIEVEMENT)
    at.send("main form[method=post] button")
    assert at.text("h1") == ACHIEVEMENT


def applies(at: Browser, assurer: str) -> None:
    """Ask for a review, from the page on which an organisation begins."""
    follow(at, "Quality", "Apply for a review")
    no_barrier(at)
    at.send(f"section:has-text('{assurer}') form button")
    assert "The assurer goes on from here." in at.text("main")
    no_barrier(at)


def reviewed(maria: Visitor, tom: Visitor, provider: str, assurer: str) -> None:
    """Documents, self-evaluation, a question and its answer, learners' voices, a decision."""
    at = tom.comes("/organisations/")
    follow(at, assurer, "1 quality case waits for you", provider, "Take the application on")
    at.send()

    at = maria.comes("/organisations/")
    follow(at, provider, "1 quality case waits for you", WORKBOOK, "Hand in documents")
    at.fill("#id_documents", "Leaflet: https://care.example/leaflet")
    at.send()
    follow(at, "Plan")
    no_barrier(at)
    while at.text("h1") != "Quality case":
        answers(at)
    follow(at, "Hand in the self-evaluation")
    at.send()
    assert "before the provider has handed in learners’ feedback" in at.text("main")

    at = tom.comes("/organisations/")
    follow(at, assurer, "1 quality case waits for you", provider, "Plan")
    assert ANSWER in at.text("main")
    at.send("p.back a")
    follow(at, "Ask the provider")
    at.fill("#id_question", "Who assesses, and who looks at it again?")
    at.send()

    at = maria.comes("/organisations/")
    follow(at, provider, "1 quality case waits for you", WORKBOOK, "Answer the reviewer")
    assert "Who assesses, and who looks at it again?" in at.text("main")
    at.fill("#id_answer", "Two trained assessors.")
    at.send()
    follow(at, "Hand in learners’ feedback")
    at.fill("#id_summary", "They liked the pace.")
    at.fill("#id_learners", "12")
    at.send()

    at = tom.comes("/organisations/")
    follow(at, assurer, "1 quality case waits for you", provider)
    no_barrier(at)
    grants(at, "We visited two courses. Assessment is fair.")


def answers(at: Browser) -> None:
    """Answer every question of a page of the workbook, and go on."""
    for field in at.ask("[...document.querySelectorAll('[name^=answer_]')].map(one => one.id)"):
        at.fill(f"#{field}", ANSWER)
    at.send("main button[name=do]")


def grants(at: Browser, reasons: str) -> None:
    """Decide in favour, for welfare at levels 3 and 4."""
    follow(at, "Grant")
    no_barrier(at)
    at.fill("#id_reasons", reasons)
    at.tick("text=Health and welfare")
    at.send()
    assert "Granted, signed and shown." in at.text("main")


def licensed(maria: Visitor, niamh: Visitor, provider: str, council: str) -> None:
    """An authority's licence, by the same way."""
    at = maria.comes("/organisations/")
    follow(at, provider, "Quality", "Apply for a review")
    at.send(f"section:has-text('{council}') form button")
    at = niamh.comes("/organisations/")
    follow(at, council, "1 quality case waits for you", provider, "Take the application on")
    at.send()
    at = maria.comes("/organisations/")
    follow(at, provider, "1 quality case waits for you", LICENCE, "Hand in documents")
    at.fill("#id_documents", "Statutes: https://care.example/statutes")
    at.send()
    if pages := at.ask("document.querySelectorAll('a[href*=\"/workbook/\"]').length"):
        at.send("a[href*='/workbook/']")
        for _ in range(pages):
            answers(at)
    follow(at, "Hand in the self-evaluation")
    at.send()
    follow(at, "Hand in learners’ feedback")
    at.fill("#id_reason", "The first course has just begun.")
    at.send()
    at = niamh.comes("/organisations/")
    follow(at, council, "1 quality case waits for you", provider)
    grants(at, "It meets the law.")


def publishes_with_evidence(at: Browser) -> None:
    """From the evidence into the description; what was copied and is untrue goes out."""
    follow(at, ACHIEVEMENT)
    assert at.text("h1") == "Quality assurance"
    at.send("form[action*='/into/'] button")
    said = at.ask(
        "[...document.querySelectorAll('button[value^=\"remove:quality_assurance-\"]')]"
        ".filter(one => /-\\d+$/.test(one.value)).length"
    )
    for _ in range(said - OWN_EVIDENCE):  # what the ready one says of its invented provider
        at.send("button[value='remove:quality_assurance-0']")
    no_barrier(at)
    at.send("button[value='close']")
    follow(at, "Publish")
    at.send("main form button")
    assert at.text("h1") == "Version 1 is published"


def issues(at: Browser, run: str) -> None:
    """A class of two, at once."""
    follow(at, "Issue to a class")
    at.tick("#id_edition_0")
    at.send(SEND)
    at.fill("#id_pasted", LIST.format(run=run))
    at.send(SEND)
    at.send("button[name=confirm]")
    follow(at, "Send now")
    at.send("main form button")


def received(at: Browser, folder: Path, run: str) -> Path:
    """The file that a learner saves, after following the link of the mail."""
    for _ in range(480):
        at.go("/demo/mailbox")
        if f"sean@{run}.example" in at.text("main"):
            break
        time.sleep(0.25)
    at.send(f"tr:has-text('sean@{run}.example') a")
    at.send(".letter a[href*='/c/']")
    at.send("main form button")
    assert ACHIEVEMENT in at.text("h1")
    no_barrier(at)
    return at.save("a[download][href$='/credential']", folder / "credential.json")


def checks(at: Browser, credential: Path) -> None:
    """What somebody does who was handed the file."""
    at.go("/")
    follow(at, "I check")
    at.choose("#chosen", [credential])
    at.send()


def no_barrier(at: Browser) -> None:
    """Nothing that axe finds; it is a script itself, so it looks where scripts run."""
    if at.runs_scripts:
        assert at.findings() == [], at.at()
