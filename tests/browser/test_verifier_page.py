"""The one-file verifier, from disk, in a browser: no server, no network."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tesela.issuing.credentials import Options, issue_award
from tesela.issuing.edition import Edition
from tesela.proofs.keys import SoftwareKey
from tesela.text.languages import EU_LANGUAGES
from tesela.trust.keys import did_document
from tests.browser.browser import Browser
from tests.node_packages import UnavailableError, install
from tests.samples import ACHIEVEMENT, KEY, NOW, award
from tests.verify.lasting_samples import DID, OWN, bundle_files, credential, identity, zipped

PROJECT = Path(__file__).parents[2] / "verifier"
TEXTS = {
    file.stem: json.loads(file.read_text("utf-8"))
    for file in sorted((PROJECT / "src/languages").glob("*.json"))
}
Judged = Callable[..., str]


@pytest.fixture(scope="session")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page, built as at a release."""
    folder = tmp_path_factory.mktemp("page")
    project = folder / "verifier"
    shutil.copytree(PROJECT, project, ignore=shutil.ignore_patterns("node_modules*"))
    try:
        install(project)
    except UnavailableError as error:
        pytest.skip(str(error))
    contexts = folder / "contexts.json"
    with contexts.open("wb") as out:
        subprocess.run([sys.executable, PROJECT / "contexts.py"], stdout=out, check=True)
    built = folder / "verify.html"
    subprocess.run(["node", project / "build.mjs", contexts, built], check=True)
    return built


@pytest.fixture(scope="session")
def own_browser() -> Iterator[Browser]:
    try:
        browser = Browser()
    except UnavailableError as error:
        pytest.skip(str(error))
    with browser:
        yield browser


@pytest.fixture
def visitor(own_browser: Browser, page: Path) -> Browser:
    own_browser.address = page.as_uri()
    own_browser.visitor()
    own_browser.go("")
    return own_browser


@pytest.fixture
def judged(visitor: Browser, tmp_path: Path) -> Judged:
    def judge(name: str, data: bytes, key: str = "") -> str:
        file = tmp_path / name
        file.write_bytes(data)
        visitor.choose("#file", [file])
        visitor.fill("#key", key)
        visitor.ask("document.getElementById('go').click()")
        waiting = "new Promise(done => {const look = () => document.querySelector('#said')"
        waiting += ".textContent.endsWith('…') ? setTimeout(look, 20) : done(''); look()})"
        visitor.ask(waiting)
        found = "[...document.querySelectorAll('section')].map(one => one.dataset.outcome).join()"
        return str(visitor.ask(found)) or visitor.text("#said")

    return judge


GENUINE = credential()
CHANGED = GENUINE.replace("Żaneta".encode(), "Żanete".encode())


def test_a_genuine_bundle_with_the_issuers_key(visitor: Browser, judged: Judged) -> None:
    found = judged("kept.zip", zipped(bundle_files(GENUINE)), identity().decode())
    assert found == "genuine"
    said = visitor.text("#results")
    assert "First steps in care" in said
    assert "Whether it has been withdrawn since" in said
    assert visitor.sought() == [visitor.address]


def test_a_bundle_does_not_vouch_for_itself(judged: Judged) -> None:
    assert judged("kept.zip", zipped(bundle_files(GENUINE))) == "claimed"


@pytest.mark.parametrize("key", ["", identity().decode()], ids=["no-key", "key"])
def test_one_changed_letter(judged: Judged, key: str) -> None:
    assert CHANGED != GENUINE
    assert judged("kept.zip", zipped(bundle_files(CHANGED)), key) == "not-genuine"


def test_a_withdrawn_one(judged: Judged) -> None:
    files = bundle_files(GENUINE, revoked=(42,))
    assert judged("kept.zip", zipped(files), identity().decode()) == "not-genuine"


def test_a_key_that_was_revoked_later(judged: Judged) -> None:
    key = identity(revoked="2027-01-10T00:00:00Z").decode()
    assert judged("kept.zip", zipped(bundle_files(GENUINE)), key) == "unknown"


def test_a_credential_without_its_key(judged: Judged) -> None:
    assert judged("credential.json", GENUINE) == "unknown"
    assert judged("credential.json", GENUINE, identity().decode()) == "genuine"


def test_a_credential_that_is_its_own_key(judged: Judged) -> None:
    own = credential(KEY, issuer=KEY.controller)
    assert judged("badge.json", own) == "genuine"
    assert judged("badge.json", own.replace(b"First steps", b"Last steps")) == "not-genuine"


@pytest.mark.parametrize("name", ["vc-jwt", "sd-jwt", "sd-jwt-full"])
def test_tokens(judged: Judged, name: str) -> None:
    wallet = SoftwareKey(b"v" * 32, f"{DID}#wallet", "p256")
    made = issue_award(
        Edition(ACHIEVEMENT, DID),
        award(),
        OWN,
        issued_at=NOW,
        options=Options((name,), wallet_signer=wallet),
    )
    token = made.files[name]
    keys = json.dumps(did_document(DID, {k.verification_method: k.public for k in (OWN, wallet)}))
    assert judged("token.jwt", token, keys) == "genuine"
    head, body, rest = token.split(b".", 2)
    other = b"A" if rest[:1] != b"A" else b"B"
    assert judged("token.jwt", b".".join((head, body, other + rest[1:])), keys) == "not-genuine"


@pytest.mark.parametrize("data", [b"", b"{}", b"PK\x03\x04nonsense", b"noise", zipped({"a": b""})])
def test_what_is_no_credential(judged: Judged, data: bytes) -> None:
    assert judged("file.zip", data).startswith("This file cannot be read")


def test_everybody_can_use_it(visitor: Browser, judged: Judged) -> None:
    assert visitor.findings() == []
    judged("kept.zip", zipped(bundle_files(GENUINE)))
    assert visitor.findings() == []
    assert visitor.focused() == "Unchanged, by the bundle’s own key"
    assert visitor.overflow() == 0


def test_without_a_file_it_says_what_to_do(visitor: Browser) -> None:
    visitor.ask("document.getElementById('go').click()")
    assert visitor.text("#said") == "Choose a file first."
    assert visitor.focused() == "file"


def test_it_may_ask_nobody(page: Path) -> None:
    text = page.read_text("utf-8")
    assert "connect-src 'none'" in text
    assert "default-src 'none'" in text


def test_it_speaks_every_official_language() -> None:
    assert set(TEXTS) == set(EU_LANGUAGES)


@pytest.mark.parametrize("tag", TEXTS)
def test_each_language_has_every_sentence(tag: str) -> None:
    assert list(TEXTS[tag]) == list(TEXTS["en"])
    for name, text in TEXTS[tag].items():
        places = re.findall(r"\{\w+\}", TEXTS["en"][name])
        assert sorted(re.findall(r"\{\w+\}", text)) == sorted(places), name
        assert text.strip()


@pytest.mark.parametrize("tag", ["de", "mt"])
def test_it_begins_in_the_readers_language(own_browser: Browser, page: Path, tag: str) -> None:
    own_browser.address = page.as_uri()
    own_browser.visitor(language=tag)
    own_browser.go("")
    assert own_browser.text("h1") == TEXTS[tag]["title"]
    assert own_browser.ask("document.documentElement.lang") == tag
    assert own_browser.ask("document.querySelector('#language').value") == tag


def test_every_language_can_be_shown(visitor: Browser) -> None:
    for tag, texts in TEXTS.items():
        visitor.pick("#language", tag)
        assert visitor.text("h1") == texts["title"]
        assert visitor.ask("document.documentElement.lang") == tag
        assert visitor.overflow() == 0, tag


def test_another_language_can_be_chosen(visitor: Browser, judged: Judged) -> None:
    judged("kept.zip", zipped(bundle_files(GENUINE)), identity().decode())
    visitor.pick("#language", "el")
    assert visitor.text("h1") == TEXTS["el"]["title"]
    assert visitor.text("#results") == ""
    judged("kept.zip", zipped(bundle_files(GENUINE)), identity().decode())
    said = visitor.text("#results")
    assert TEXTS["el"]["genuine_long"] in said
    assert "2026" in said
    assert "2026-06" not in said
    assert visitor.findings() == []
