"""One place to add: every entry of a table has its row in the docs and its vectors or tests.

When one of these fails, the table in the code and its page have parted: add
the row, or the vectors, that the message names.
"""

import re
from pathlib import Path

import pytest

from tesela.cli.main import COMMANDS
from tesela.conform.questions import QUESTIONS
from tesela.conform.rule import Scope
from tesela.conform.rules.table import RULES
from tesela.formats.openbadges import WHERE
from tesela.issuing.credentials import FORMATS
from tesela.proofs.suites import SUITES
from tesela.text.catalogue import say
from tesela.text.languages import EU_LANGUAGES
from tesela.text.messages.table import MESSAGES
from tesela.verify.carriers import CARRIERS
from tesela.verify.common import CANNOT_SAY
from tesela.verify.mechanisms.table import MECHANISMS

ROOT = Path(__file__).parents[2]
VECTORS = {
    "eddsa-rdfc-2022": "vectors/di-eddsa/proof-set-chain/signedProofSet1.json",
    "eddsa-jcs-2022": "vectors/di-eddsa/eddsa-jcs-2022/signedJCS.json",
    "ecdsa-rdfc-2019": "vectors/di-ecdsa/ecdsa-rdfc-2019-p256/signedECDSAP256.json",
    "ecdsa-sd-2023": "vectors/di-ecdsa/ecdsa-sd-2023/employ/derivedRevealDocument.json",
    "ecdsa-jcs-2019": "vectors/di-ecdsa/ecdsa-jcs-2019-p384/signedJCSECDSAP384.json",
}
_CELLS_OF_A_RULE = 6


def page(name: str) -> str:
    return (ROOT / "docs" / name).read_text("utf-8")


@pytest.mark.parametrize(
    ("names", "where"),
    [
        (list(SUITES), "proofs.md"),
        (list(FORMATS), "formats.md"),
        ([carrier.name for carrier in CARRIERS], "verification.md"),
        ([name for mechanism in MECHANISMS for name in mechanism.steps], "verification.md"),
        ([mechanism.name for mechanism in MECHANISMS], "verification.md"),
    ],
)
def test_every_entry_has_its_row(names: list[str], where: str) -> None:
    text = page(where)
    missing = [name for name in names if f"| `{name}` |" not in text]
    assert not missing, f"docs/{where} has no row for {missing}"


def test_the_page_of_the_checker_has_the_same_tables() -> None:
    lines = page("checker.md").splitlines()
    written = [line for line in lines if re.match(r"\| `(P\d+-\d|DEF|ACC)", line)]
    expected = [(rule.id, rule.element or "", rule.severity.value, rule.needs) for rule in RULES]
    found = []
    for line in written:
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == _CELLS_OF_A_RULE:
            name, element, severity, _, needs, received = cells
            needed = tuple(re.findall(r"`(\w+)`", needs))
            found.append((name.strip("`"), int(element) if element else "", severity, needed))
            rule = RULES[len(found) - 1]
            assert (received == "yes") is (Scope.RECEIVED in rule.scopes), name
    assert found == expected, "docs/checker.md and conform/rules/table.py have parted"
    for question in QUESTIONS:
        row = f"| `{question.id}` | {question.element or ''} | {MESSAGES[question.code].text} |"
        assert row in lines, question.id


def test_every_cryptosuite_has_published_vectors(standards: Path) -> None:
    for name in SUITES:
        assert (standards / VECTORS[name]).is_file(), f"no vectors for {name}"


def test_every_format_and_carrier_has_kept_vectors() -> None:
    kept = {path.stem for path in (ROOT / "tests/vectors").iterdir()}
    kinds = {path.suffix.removeprefix(".") for path in (ROOT / "tests/vectors").iterdir()}
    assert set(FORMATS) <= kept
    assert {carrier.name for carrier in CARRIERS} <= kinds


def test_every_element_has_its_row_in_the_formats_page() -> None:
    text = page("formats.md")
    numbers = {row.element for row in WHERE if row.element}
    assert numbers == set(range(1, 17)), "the sixteen standard elements"
    missing = [number for number in numbers if not re.search(rf"^\| {number} ", text, re.MULTILINE)]
    assert not missing


def test_every_command_is_in_the_readme() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    missing = [name for name in COMMANDS if f"tesela {name}" not in text]
    assert not missing


def test_every_outcome_code_of_the_policy_exists() -> None:
    for beginning in {*CANNOT_SAY, *(code for some in MECHANISMS for code in some.cannot_say)}:
        assert any(code.startswith(beginning) for code in MESSAGES), beginning


def test_every_language_has_its_catalogue() -> None:
    folder = ROOT / "src/tesela/text/locale"
    assert {path.stem for path in folder.glob("*.po")} == set(EU_LANGUAGES) - {"en"}


def test_every_decision_is_in_the_list() -> None:
    folder = ROOT / "docs/decisions"
    listed = (folder / "README.md").read_text("utf-8")
    missing = [path.name for path in folder.glob("0*.md") if path.name not in listed]
    assert not missing


def test_the_command_says_which_formats_there_are():
    said = say("cli.option.as", "en").partition(": ")[2].rstrip(".")
    assert set(said.split(", ")) == set(FORMATS)
