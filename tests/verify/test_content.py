"""What a credential says, read in languages that the credential itself does not have."""

from datetime import timedelta

from tesela.formats import elm
from tesela.issuing import Options, issue
from tesela.model.report import Verdict
from tesela.trust.registry import Registry
from tesela.verify import verify
from tests.samples import ACHIEVEMENT, KEY, NOW, award

LATER = NOW + timedelta(days=1)
GERMAN, ENGLISH = "Erste Schritte in der Pflege", "First steps in care"


def issued(*formats: str) -> dict[str, bytes]:
    made = issue(ACHIEVEMENT, [award(language="de")], KEY, issued_at=NOW, options=Options(formats))
    return dict(next(made).files)


def titles(report) -> dict[str, str]:
    return dict(report.content["achievement"]["title"])


def test_a_badge_alone_says_it_in_its_own_language() -> None:
    report = verify(issued("openbadge")["openbadge"], at=LATER)
    assert titles(report) == {"de": GERMAN}


def test_a_pdf_brings_the_description_in_all_its_languages() -> None:
    report = verify(issued("pdf")["pdf"], at=LATER)
    assert report.verdict is Verdict.VALID
    assert titles(report) == {"de": GERMAN, "en": ENGLISH}
    checked = next(check for check in report.checks if check.id == "resources")
    assert checked.evidence == {"checked": [ACHIEVEMENT.edition]}


def test_a_registry_may_bring_the_description(tmp_path) -> None:
    path = tmp_path / "description.jsonld"
    path.write_bytes(elm.description_bytes(ACHIEVEMENT))
    registry = Registry("here", copies={ACHIEVEMENT.edition: path})
    report = verify(issued("openbadge")["openbadge"], at=LATER, registry=registry)
    assert titles(report)["en"] == ENGLISH


def test_a_description_that_does_not_fit_its_pin_is_never_read(tmp_path) -> None:
    path = tmp_path / "description.jsonld"
    path.write_bytes(elm.description_bytes(ACHIEVEMENT).replace(b"First", b"Final"))
    registry = Registry("here", copies={ACHIEVEMENT.edition: path})
    report = verify(issued("openbadge")["openbadge"], at=LATER, registry=registry)
    assert report.verdict is Verdict.INVALID
    assert titles(report) == {"de": GERMAN}


def test_strangers_documents_beside_a_credential_are_not_read() -> None:
    credential = issued("openbadge")["openbadge"]
    other = ACHIEVEMENT.model_copy(update={"title": ACHIEVEMENT.summary})
    companions = {"https://elsewhere.example/": elm.description_bytes(other)}
    report = verify(credential, at=LATER, companions=companions)
    assert titles(report) == {"de": GERMAN}
