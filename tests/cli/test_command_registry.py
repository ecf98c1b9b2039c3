"""`tesela registry`: what is signed checks and is found; what was changed is refused."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import call

SCHOOL = "did:web:school.example"
ENTRY = "https://authority.example/registry/school"
THEN, SUSPENDED = "2026-01-01T00:00:00Z", "2026-05-01T00:00:00Z"


def record(**changed: Any) -> dict[str, Any]:
    said = {
        "since": THEN,
        "recorded_at": THEN,
        "legal_name": {"en": "The Bread School CLG"},
        "identities": [SCHOOL],
        "country": "IE",
        "evidence": [
            {"kind": "peer-review", "decided_on": "2026-01-01", "valid_until": "2028-01-01"}
        ],
    }
    return said | changed


def stated(*records: dict[str, Any], **about: Any) -> dict[str, Any]:
    return {
        "registry": "https://authority.example/",
        "name": {"en": "Registry of Bread"},
        "entries": [{"id": ENTRY, "records": list(records or [record()])}],
    } | about


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A key's file, and the key."""
    file = tmp_path_factory.mktemp("keys") / "key.json"
    made = call("keys", "new", "--out", file, "--json").json
    return file, made["method"].partition("#")[2]


@pytest.fixture
def sign(tmp_path: Path, key: tuple[Path, str]) -> Callable[..., Any]:
    def act(content: dict[str, Any], folder: str = "feed", *words: object) -> Any:
        source = tmp_path / "registry.json"
        source.write_text(json.dumps(content))
        return call(
            "registry",
            "sign",
            source,
            "--key",
            key[0],
            "--out",
            tmp_path / folder,
            "--json",
            *words,
        )

    return act


def test_what_was_signed_is_genuine_and_says_who_the_provider_is(
    tmp_path: Path, key: tuple[Path, str], sign: Callable[..., Any]
) -> None:
    made = sign(stated())
    assert (made.status, made.json["sequence"], made.json["entries"]) == (0, 1, 1)
    trust = ("--trust-key", key[1], "--offline")
    for feed in ("feed/feed.json", "feed/providers.json"):
        checked = call("registry", "check", tmp_path / feed, *trust)
        assert checked.status == 0, checked.err
        assert "Registry of Bread" in checked.err
        for name in (SCHOOL, ENTRY):
            found = call("registry", "find", tmp_path / feed, name, *trust)
            assert found.status == 0
            assert "The Bread School CLG: trusted" in found.out
            assert "peer-review" in found.out
    unknown = call("registry", "find", tmp_path / "feed/feed.json", "did:web:other.example", *trust)
    assert unknown.status == 1
    assert unknown.out == ""


def test_each_edition_follows_the_one_before_and_history_is_kept(
    tmp_path: Path, key: tuple[Path, str], sign: Callable[..., Any]
) -> None:
    sign(stated())
    changed = record(since=SUSPENDED, recorded_at=SUSPENDED, status="suspended")
    assert sign(stated(record(), changed)).json["sequence"] == 2
    asked = (
        "registry",
        "find",
        tmp_path / "feed/feed.json",
        SCHOOL,
        "--trust-key",
        key[1],
        "--json",
    )
    assert call(*asked, "--at", "2026-04-01").status == 0
    now = call(*asked, "--at", "2026-06-01")
    assert now.status == 1
    assert now.json["record"]["status"] == "suspended"
    assert call(*asked, "--at", "2025-01-01").json["found"] is False


def test_a_verifier_takes_the_feed_as_its_registry(
    tmp_path: Path, key: tuple[Path, str], sign: Callable[..., Any]
) -> None:
    sign(stated())
    trusted = call(
        "verify", tmp_path / "registry.json", "--trust", tmp_path / "feed/feed.json",
        "--trust-key", key[1], "--offline", "--json",
    )  # fmt: skip
    assert "registry." not in json.dumps(trusted.json["problem"]["code"]), "the file, not the feed"


def _changed_part(folder: Path) -> None:
    [part] = (folder / "parts").iterdir()
    part.write_bytes(part.read_bytes().replace(b"Bread", b"Broad"))


def _changed_head(folder: Path) -> None:
    head = folder / "feed.json"
    head.write_bytes(head.read_bytes().replace(b"Registry of Bread", b"Registry of Broad"))


def _lost_part(folder: Path) -> None:
    [part] = (folder / "parts").iterdir()
    part.unlink()


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        (_changed_part, "registry.part"),
        (_changed_head, "registry.other_key"),
        (_lost_part, "registry.part_missing"),
    ],
    ids=["part", "head", "lost"],
)
def test_a_feed_that_was_changed_is_refused(
    tmp_path: Path, key: tuple[Path, str], sign: Callable[..., Any], harm: Any, code: str
) -> None:
    sign(stated())
    harm(tmp_path / "feed")
    refused = call(
        "registry", "check", tmp_path / "feed/feed.json", "--trust-key", key[1], "--json"
    )
    assert refused.status == 2
    assert refused.json["problem"]["code"] == code


def test_a_feed_that_is_overdue_or_of_another_key_is_refused(
    tmp_path: Path, key: tuple[Path, str], sign: Callable[..., Any]
) -> None:
    sign(stated(), "feed", "--days", 1)
    check = ("registry", "check", tmp_path / "feed/feed.json", "--offline", "--json")
    late = call(*check, "--trust-key", key[1], "--at", "2099-01-01")
    assert late.json["problem"]["code"] == "registry.stale"
    stranger = call("keys", "new", "--out", tmp_path / "other.json", "--json").json["method"]
    other = call(*check, "--trust-key", stranger.partition("#")[2])
    assert other.json["problem"]["code"] == "registry.other_key"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ({"registry": "https://authority.example/"}, "registry.malformed"),
        (stated(registry="no address"), "registry.malformed"),
        (stated(record(country="Ireland")), "registry.entry"),
        (stated(entries=[{"id": ENTRY, "records": [record()]}] * 2), "registry.entry_twice"),
        (stated(sequence=9, extra=1), "registry.malformed"),
    ],
    ids=["no entries", "no registry", "country", "twice", "more"],
)
def test_what_is_no_registry_is_not_signed(
    tmp_path: Path, sign: Callable[..., Any], content: dict[str, Any], code: str
) -> None:
    refused = sign(content)
    assert refused.status == 2
    assert refused.json["problem"]["code"] == code
    assert not (tmp_path / "feed").exists()


def test_a_folder_with_another_registry_s_feed_is_left_alone(
    tmp_path: Path, sign: Callable[..., Any]
) -> None:
    sign(stated())
    before = (tmp_path / "feed/feed.json").read_bytes()
    refused = sign(stated(registry="https://other.example/"))
    assert refused.json["problem"]["code"] == "cli.registry_other"
    assert (tmp_path / "feed/feed.json").read_bytes() == before


def test_the_form_of_a_scheme_is_published() -> None:
    schema = call("schema", "scheme").json
    assert schema["title"] == "Quality scheme"
    assert {"id", "kind", "criteria", "cycle_months"} <= set(schema["required"])
