"""Every page of the service, as everybody who uses it: what tools can find, and what a page keeps.

A new route has to be named here: the routes are read from the service itself.
Each page is looked at twice: on a narrow screen in English with scripts (axe
is one), by day and by night; and in Greek without scripts. Both with letters
twice as large.
"""

from pathlib import Path
from typing import Any

import pytest

from tests.browser.browser import Browser, Stop
from tests.browser.house import House

HERE = "/organisations/{organisation}"
RUN = "/organisations/{authority}/registry/"
EDITOR = (
    "title", "outcomes", "workload", "level", "assessment", "participation", "quality",
    "look", "access", "prerequisites", "stacking", "grading", "offer", "record",
    "further", "bodies",
)  # fmt: skip

QUALITY = (
    "", "apply", "state", "schemes/", "schemes/new", "schemes/{scheme}/", "schemes/{scheme}/about",
    "schemes/{scheme}/questions/new", "schemes/{scheme}/questions/question-1",
    "schemes/{scheme}/languages/", "schemes/{scheme}/languages/fi",
    *(f"cases/{{case}}/{page}" for page in (
        "", "workbook/planning", "workbook/review", "documents", "feedback", "evaluation", "answer",
        "take-back", "files/{question}/",
    )),
)  # fmt: skip
ASSURING = (
    "", "workbook/planning", "accept", "ask", "grant", "refuse", "decline", "monitor", "conditions",
    "lift", "suspend", "reinstate", "withdraw", "renew", "files/{question}/",
)  # fmt: skip

PAGES: dict[str, tuple[str, ...]] = {
    "nobody": (
        "/", "/learned", "/verify", "/verify?link=https://care.example/a", "/components",
        "/api/v1/docs", "/help", "/help/easy", "/nowhere",
        "/sign-in", "/sign-in/passkey", "/sign-in/closed", "/signed-out", "/account-deleted",
        "/demo", "/demo/mailbox", "/demo/mailbox/{mail}", "/demo/credential",
        "/quality/{organisation}", "/quality/digital-dock",
        "/achievements/{organisation}/{published}",
        "/achievements/{organisation}/{published}/{version}",
        "/code", "/c/{unopened}", "/c/{open}", "/c/{spoilt}", "/c/{open}/share",
        "/c/{open}/show", "/c/{open}/europass", "/c/{open}/shares", "/c/{open}/shares/{alone}", "/c/nothing",
        "/s/{share}", "/s/{stopped}",
        "/registry", "/registry?q=harbour", "/registry/{registered}", "/registry/open-school",
        "/registry/{registered}?on=2020-01-01", "/registry/open-school/history",
        "/ask", "/r/{results}", "/r/{results}/links", "/r/{results}/{number}",
        "/r/{results}/end", "/answer", "/a/{ask}", "/a/{ask}/taken-back", "/a/{ended}",
        "/a/{ask}/{answer}", "/a/{ask}/{sent}", "/a/{ask}/{answer}/look",
        "/a/{ask}/{answer}/{item}", "/a/{ask}/{sent}/take-back",
        "/needs/", "/needs/?q=care&purpose=civic", "/needs/{need}",
        "/check", "/check/shared/{checked}", "/check/shared/{checked_ended}", "/check/own/{checked_own}",
    ),
    "learner": (
        "/", "/account", "/account/passkeys/{passkey}/name",
        "/account/passkeys/{passkey}/remove", "/account/sign-out-everywhere",
        "/account/delete", "/sign-out", "/sign-in/again?next=/account",
        "/organisations/", "/organisations/new", "/c/{open}",
        "/portfolio", "/portfolio/import", "/portfolio/imported/{imported}",
        "/portfolio/imported/{imported}/remove", "/portfolio/share", "/portfolio/shares",
        "/portfolio/shares/{seed}", "/portfolio/awards/{award}/remove",
    ),
    "owner": (
        "/account/passkeys/new", "/organisations/", f"{HERE}/", *(
            f"{HERE}/settings{page}" for page in (
                "", "/about", "/members", "/members/{member}", "/members/{member}/remove",
                "/approval", "/keys", "/keys/new", "/domain", "/seal", "/seal/new", "/seal/retire",
                "/log", "/log?check=1",
            )
        ),
        f"{HERE}/needs/new", f"{HERE}/needs/{{need}}", f"{HERE}/needs/{{own_need}}",
        f"{HERE}/endorsements/", f"{HERE}/endorsements/{{wanted}}", f"{HERE}/endorsements/{{given}}",
        f"{HERE}/endorsements/{{asked}}",
        f"{HERE}/achievements/{{published}}/endorsements?q=dock",
        f"{HERE}/staff", f"{HERE}/networks/", f"{HERE}/networks/invite?q=dock", f"{HERE}/networks/descriptions", f"{HERE}/networks/figures",
        f"{HERE}/networks/{{link}}", f"{HERE}/networks/{{invitation}}", f"{HERE}/mandates/new",
        f"{HERE}/mandates/{{mandate}}", f"{HERE}/mandates/{{offered_mandate}}",
        f"{HERE}/europass", f"{HERE}/awards/", f"{HERE}/awards/?q=nobody", f"{HERE}/awards/withdraw",
        f"{HERE}/awards/withdrawals/{{withdrawal}}", f"{HERE}/awards/letters",
        f"{HERE}/awards/letters?class={{finished}}", f"{HERE}/awards/letters?award={{award}}",
        *(f"{HERE}/awards/{{{one}}}/" for one in ("award", "suspended", "withdrawn")),
        *(f"{HERE}/awards/{{award}}/{act}" for act in ("suspend", "correct", "send")),
        f"{HERE}/classes/", f"{HERE}/classes/new",
        f"{HERE}/classes/new?edition={{edition}}", f"{HERE}/classes/cohorts/{{cohort}}/delete",
        f"{HERE}/classes/{{columns}}/ask", f"{HERE}/classes/{{letters}}/ask",
        *(
            f"{HERE}/classes/{{mending}}/{page}" for page in (
                "problems", "rows/", "rows/2", "rows/3", "replace", "check", "earlier", "discard",
                "exam",
            )
        ),
        f"{HERE}/classes/{{finished}}/",
        *(f"{HERE}/quality/{page}" for page in QUALITY),
        *(f"/organisations/northgate/quality/cases/{{case}}/{act}" for act in ASSURING),
        *(f"/organisations/digital-dock/classes/{{waiting}}/{act}" for act in ("", "now", "recall")),
        *(f"/organisations/northgate/classes/{{approving}}/{act}"
          for act in ("", "approve", "reopen")),
    ),
    "authority": (
        RUN, *(
            f"{RUN}{page}" for page in (
                "add", "add/{authority}", "import", "sources/add", "sources/{source}/remove",
                "providers/{registered}",
                *(f"providers/{{registered}}/{act}" for act in (
                    "change", "evidence", "evidence/0", "status",
                )),
            )
        ),
    ),
    "editor": tuple(
        f"{HERE}/achievements/{page}" for page in (
            "", "start", "start/own", "start/copy?q=digital", "start/file", "start/ready",
            "start/ready?q=care&field=examples", "start/ready/digital-basics", "{draft}/", "{draft}/languages",
            "{draft}/languages/de/remove", "{draft}/check", "{draft}/principles",
            "{draft}/principles/P2-H2", "{draft}/preview", "{draft}/publish",
            "{published}/published/{version}", *(f"{{draft}}/edit/{page}" for page in EDITOR),
            "{draft}/edit/further/needs",
            "{draft}/edit/outcomes/{outcome}/concepts",
            "{draft}/edit/outcomes/{outcome}/concepts?q=data",
        )
    ),
}  # fmt: skip
LEADS_ON = ("/achievements/{organisation}/{published}",)
"""Addresses that stand for another page."""
NO_PAGES = {
    "account-code-again", "account_confirm_login_code", "after-sign-in", "answer-name",
    "answer-remove", "api-document", "ask-table", "award-file", "award-keep", "award-reinstate",
    "check-share", "class-exam-list", "class-exam-records", "class-exam-remove", "class-list", "class-report", "class-report-csv", "class-sample", "credential-type",
    "demo-anew", "demo-be", "description-take",
    "edition-jsonld", "endorsement-credential", "endorsement-list", "imported-file", "registry-feed", "registry-jsonld", "registry-lote",
    "registry-part", "registry-provider-json", "registry-renew", "registry-source-read",
    "registry-whole", "issuer-document", "learner-file", "mail-bounce",
    "mandate-present", "mandate-statement",
    "organisation-domain-file", "organisation-log-file", "own-document", "portfolio-export",
    "portfolio-take", "quality-criterion-remove", "quality-file", "quality-file-remove", "quality-into",
    "quality-scheme-open",
    "quality-statement", "quality-unstate", "status-list", "tile", "wallet-issuer-keys",
}  # fmt: skip
"""Files, forms without a page of their own, and pages that another test reaches."""

REFUSED: dict[str, tuple[str, ...]] = {
    "nobody": ("/verify", "/check", "/sign-in", "/code", "/ask", "/answer", "/a/{ask}/{answer}"),
    "learner": ("/account/delete", "/organisations/new", "/portfolio/import", "/portfolio/share"),
    "owner": (
        f"{HERE}/needs/new", f"{HERE}/needs/{{need}}",
        f"{HERE}/achievements/{{published}}/endorsements?q=dock", f"{HERE}/endorsements/{{given}}",
        f"{HERE}/networks/invite?q=dock", f"{HERE}/networks/{{invitation}}", f"{HERE}/mandates/new",
        f"{HERE}/mandates/{{mandate}}",
        f"{HERE}/settings/members", f"{HERE}/awards/withdraw", f"{HERE}/awards/{{award}}/suspend",
        f"{HERE}/awards/withdrawals/{{withdrawal}}",
        f"{HERE}/classes/new?edition={{edition}}", f"{HERE}/classes/{{letters}}/ask",
        f"{HERE}/classes/{{mending}}/exam",
        *(f"{HERE}/quality/{page}" for page in (
            "state", "schemes/new", "schemes/{scheme}/questions/new", "cases/{case}/feedback",
            "cases/{case}/files/{question}/",
        )),
        "/organisations/northgate/quality/cases/{case}/suspend",
    ),
    "authority": (
        f"{RUN}add", f"{RUN}import", f"{RUN}sources/add",
        f"{RUN}providers/{{registered}}/status", f"{RUN}providers/{{registered}}/evidence",
    ),
    "editor": (
        f"{HERE}/achievements/start/own", f"{HERE}/achievements/start/file",
        f"{HERE}/achievements/{{draft}}/principles/P2-H2",
    ),
}  # fmt: skip
"""Pages whose form is refused when it is sent as it stands."""

WRONG = (Path(__file__).with_name("audit.js")).read_text("utf-8")
WIDE = (Path(__file__).with_name("wide.js")).read_text("utf-8")
OPEN_ALL = "document.querySelectorAll('details').forEach(one => one.open = true)"
TWICE = "document.documentElement.style.setProperty('font-size', '200%')"
SEND = "main form:not(.filters) button:is([type=submit], :not([type])):visible >> nth=-1"
CONTROLS = {
    "link", "button", "textbox", "combobox", "checkbox", "radio", "searchbox", "DisclosureTriangle",
}  # fmt: skip
SIGNED_IN = {
    "nobody": "",
    "learner": "learner",
    "owner": "owner",
    "editor": "owner",
    "authority": "owner",
}


@pytest.fixture(scope="module")
def made(house: House) -> dict[str, Any]:
    return dict(house.seed("tests.browser.furnished:everything"))


PROVED = "tests.browser.furnished:proved"


def came(house: House, browser: Browser, made: dict[str, Any], who: str, **how: Any) -> Browser:
    """A new visitor, signed in as `who` is."""
    visitor = browser.visitor(width=320, **how)
    if SIGNED_IN[who]:
        visitor.cookie("sessionid", house.seed(PROVED, email=made[SIGNED_IN[who]]))
    return visitor


def test_no_route_is_forgotten(house: House, made: dict[str, Any]) -> None:
    paths = [path.format(**made) for listed in PAGES.values() for path in listed]
    left = set(house.seed("tests.browser.furnished:untouched", paths=paths))
    assert left == NO_PAGES


@pytest.mark.parametrize("who", PAGES)
def test_nothing_is_wrong_by_day_and_by_night(
    one_browser: Browser, house: House, made: dict[str, Any], who: str
) -> None:
    visitor = came(house, one_browser, made, who)
    found: dict[str, list[str]] = {}
    steps = [(path, False) for path in PAGES[who]] + [(path, True) for path in REFUSED[who]]
    for path, refused in steps:
        visitor.media(colorScheme="light")
        status = visitor.go(path.format(**made))
        led = visitor.at() != path.format(**made) and path not in LEADS_ON
        if refused:
            visitor.send(SEND)
        problems = [] if status < 500 else [f"status {status}"]
        problems += [f"it leads to {visitor.at()}"] if led and not refused else []
        if not refused:
            problems += heard(visitor)
        elif not visitor.ask("document.title").startswith("Error: "):
            problems.append("the title does not begin with “Error”")
        visitor.ask(OPEN_ALL)
        problems += visitor.ask(WRONG)
        problems += [str(one) for one in visitor.findings()]
        visitor.media(colorScheme="dark")
        problems += [f"dark: {one}" for one in visitor.findings(("cat.color",))]
        problems += visitor.ask(WIDE)
        visitor.ask(TWICE)
        problems += [f"twice as large: {one}" for one in visitor.ask(WIDE)]
        if problems:
            found[f"{path}{' refused' if refused else ''}"] = problems
    noted = [line for line in visitor.sought() if line.startswith("error")]
    assert not found, _listed(found)
    assert [line for line in noted if "status of 4" not in line] == []


@pytest.mark.parametrize("who", PAGES)
def test_greek_without_scripts_fits_too(
    one_browser: Browser, house: House, made: dict[str, Any], who: str
) -> None:
    visitor = came(house, one_browser, made, who, language="el", scripts=False)
    found: dict[str, list[str]] = {}
    for path in PAGES[who]:
        visitor.go(path.format(**made))
        visitor.ask(OPEN_ALL)
        problems = visitor.ask(WRONG) + visitor.ask(WIDE)
        visitor.ask(TWICE)
        problems += [f"twice as large: {one}" for one in visitor.ask(WIDE)]
        problems += visitor.ask(DEAD)
        if problems:
            found[path] = problems
    assert not found, _listed(found)


DEAD = """[...document.querySelectorAll('main button[type=button]:not(.live *)')]
  .filter(one => one.checkVisibility()).map(one => `needs a script: ${one.innerText}`)"""


def heard(visitor: Browser) -> list[str]:
    """What comes too late for whoever listens.

    The title says what a page is for, the heading says it again; what one does
    there comes within twelve announcements. The second one is the skip link:
    who takes it leaves out the header, which has twelve stops at most.
    """
    before, header = visitor.ask(BEFORE)
    visitor.ask(WITHOUT_HEADER.format("true"))
    stops = visitor.announcements()
    visitor.ask(WITHOUT_HEADER.format("false"))
    head = next((at for at, stop in enumerate(stops) if stop.role == "heading"), None)
    doing = _first_control(stops[head:]) if head is not None else None
    found = [] if head is not None else ["no heading is said"]
    found += [] if before <= 2 else [f"{before} stops come before the heading"]
    found += [] if header <= 12 else [f"the header has {header} stops"]
    late = doing is not None and head is not None and head + doing > 12 and visitor.ask(TO_FILL)
    return found + ([f"the first control is stop {head} + {doing}"] if late else [])


BEFORE = """(h1 => [
  [...document.querySelectorAll('main :is(.back a, .said p, .problems)')]
    .filter(one => one.compareDocumentPosition(h1) & 4).length,
  [...document.querySelectorAll('.top :is(a, summary), .menu a')]
    .filter(one => one.checkVisibility()).length])(document.querySelector('main h1'))"""
TO_FILL = """!document.querySelector('.verdict')
  && document.querySelector('main form :is(input:not([type=hidden], [type=checkbox]), select, textarea)') !== null"""
WITHOUT_HEADER = """document.querySelectorAll('.top, .menu, .demo-bar')
  .forEach(one => {{ one.hidden = {}; }})"""


def _first_control(stops: list[Stop]) -> int | None:
    """At which announcement, from 1, the first control is said."""
    return next((at for at, stop in enumerate(stops, 1) if stop.role in CONTROLS), None)


def _listed(found: dict[str, list[str]]) -> str:
    return "\n".join(f"{path}: {problem}" for path, all_ in found.items() for problem in all_)
