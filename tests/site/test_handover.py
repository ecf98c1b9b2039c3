"""An institution closes: its register goes from one service into another, once, whole, unchanged.

Two installations with databases and secret keys of their own; the file is all that passes.
"""

import gzip
import json
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings

from tesela.issuing import handover
from tesela.proofs.keys import SoftwareKey
from tesela.site.handover import arriving
from tesela.site.providers.models import Organisation
from tesela.text.errors import TeselaError
from tesela.trust.fetch import offline
from tesela.trust.registry import read_registry
from tests import tables
from tests.site import people

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
OLD, NEW = "https://closing.example", "https://successor.example"
DID = "did:web:closing.example:issuers:harbour-house"
_CALL = """
import json, sys
import django
django.setup()
import tests.site.handing_over as here
print(json.dumps(getattr(here, sys.argv[1])(*sys.argv[2:])))
"""


class Service:
    """An installation, without its web process."""

    def __init__(self, data: Path, address: str, **more: str) -> None:
        kept = {name: value for name, value in os.environ.items() if "TESELA" not in name}
        self.data = data
        self.environment = {
            **kept,
            "DJANGO_SETTINGS_MODULE": "tesela.site.settings",
            "TESELA_DATA": str(data),
            "TESELA_ADDRESS": address,
            "TESELA_OFFLINE": "1",
            "TESELA_LANGUAGE": "en",
            **more,
        }

    def call(self, function: str, *words: object) -> Any:
        """A function of `handing_over`, in a process of this installation."""
        done = self._run(sys.executable, "-c", _CALL, function, *words)
        assert not done.returncode, done.stderr
        return json.loads(done.stdout.splitlines()[-1])

    def tesela(self, *words: object) -> "subprocess.CompletedProcess[str]":
        return self._run(Path(sys.executable).parent / "tesela", *words)

    def _run(self, *words: object) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [str(word) for word in words],
            env=self.environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=600,
        )


@pytest.fixture(scope="module")
def closing(tmp_path_factory: pytest.TempPathFactory) -> tuple[Service, dict[str, Any]]:
    """The service of an institution with three awards, and what is there. To be read only."""
    service = Service(tmp_path_factory.mktemp("closing"), OLD)
    tables.lay(service.data)
    return service, service.call("furnish")


@pytest.fixture(scope="module")
def trusted(closing: tuple[Service, Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the institution's identity says, as its own address gave it while it was there."""
    folder = tmp_path_factory.mktemp("trusted")
    (folder / "did.json").write_text(json.dumps(closing[1]["document"]))
    copies = {f"{OLD}/issuers/harbour-house/did.json": "did.json"}
    (folder / "registry.json").write_text(json.dumps({"issuers": {}, "copies": copies}))
    return folder


@pytest.fixture(scope="module")
def exported(closing: tuple[Service, Any]) -> Path:
    out = closing[0].data.with_name("harbour-house.tesela")
    done = closing[0].tesela("handover", "export", out, "--organisation", "harbour-house")
    assert done.returncode == 0, done.stderr
    return out


@pytest.fixture(scope="module")
def taken(
    exported: Path, trusted: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Service, dict[str, Any]]:
    """The successor's service with the register, and what the command said. To be read only."""
    service = Service(tmp_path_factory.mktemp("successor"), NEW)
    tables.lay(service.data)
    service.call("prepare")
    done = into(service, exported, trusted)
    assert done.returncode == 0, done.stderr
    return service, json.loads(done.stdout)


@pytest.fixture
def successor(taken: tuple[Service, Any], tmp_path: Path) -> Service:
    """As `taken`, to be changed."""
    return Service(Path(shutil.copytree(taken[0].data, tmp_path / "successor")), NEW)


def into(service: Service, file: Path, trusted: Path) -> "subprocess.CompletedProcess[str]":
    return service.tesela(
        "handover", "import", file, "--organisation", "quay-college",
        "--offline", "--trust", trusted, "--json",
    )  # fmt: skip


def lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in gzip.open(file)]


def test_all_arrives_as_it_was(
    closing: tuple[Service, Any], taken: tuple[Service, dict[str, Any]]
) -> None:
    before, (service, said) = closing[1], taken
    assert said == {
        "issuer": DID,
        "organisation": "harbour-house",
        "successor": "quay-college",
        "awards": 3,
        "new": True,
    }
    after = service.call("look")
    assert len(before["other"]) == 1
    for part in ("awards", "editions", "keys", "states", "places", "other", "proofs"):
        assert after[part] == before[part], part
    for digest in before["files"]:
        assert digest in after["files"]
    assert after["broken"] == []
    assert after["acts"]["harbour-house"][-1] == "register.taken_over"
    assert after["acts"]["quay-college"][-1] == "register.received"


def test_the_file_holds_what_it_should_and_nothing_else(
    closing: tuple[Service, Any], exported: Path
) -> None:
    assert stat.S_IMODE(exported.stat().st_mode) == 0o600
    text = gzip.decompress(exported.read_bytes()).decode()
    assert "Papadopoulou" in text
    assert "@example.org" not in text, "nobody's address, members' neither"
    for secret in closing[1]["secrets"]:
        assert secret not in text
    assert closing[0].call("look")["acts"]["harbour-house"][-1] == "register.handed_over"


def test_addresses_travel_where_the_institution_says_so(
    closing: tuple[Service, Any], tmp_path: Path
) -> None:
    out = tmp_path / "with"
    done = closing[0].tesela(
        "handover", "export", out, "--organisation", "harbour-house", "--with-addresses"
    )
    assert done.returncode == 0, done.stderr
    text = gzip.decompress(out.read_bytes()).decode()
    assert "eleni@example.org" in text
    assert "mary@example.org" not in text, "members are not learners"


def test_the_successor_shows_and_verifies(taken: tuple[Service, Any], closing: Any) -> None:
    found = taken[0].call("verify")
    assert found["verdicts"] == ["valid", "invalid", "valid"]
    assert "Quay College has answered for its register since" in found["page"]
    assert found["made"] == ["page", "pdf"], "what needs no signature is still made"
    assert found["not_made"] == "providers.no_key"
    assert found["nothing_new"] == "handover.nothing_new"
    assert found["learner"] == [200, 200], "the link from there and the one from here"
    assert "Quay College" in found["learner_page"]
    assert found["list_status"] == 200


def test_a_withdrawal_by_the_successor_is_never_hidden(successor: Service) -> None:
    found = successor.call("withdraw")
    assert found["list_status"] == 410, "what is no longer true is not told"
    assert found["verdict"] == "invalid"
    assert found["codes"] == ["status.register_withdrawn"]


def test_lists_are_signed_again_once_the_identity_shows_a_key_from_here(
    successor: Service, trusted: Path, tmp_path: Path
) -> None:
    call = ("handover", "identity", "--organisation", "harbour-house", "--offline", "--json")
    first = successor.tesela(*call, "--trust", trusted)
    assert first.returncode == 0, first.stderr
    assert "does not list the key" in first.stderr
    moved = tmp_path / "moved"
    moved.mkdir()
    (moved / "did.json").write_text(first.stdout)
    (moved / "registry.json").write_text((trusted / "registry.json").read_text())
    second = successor.tesela(*call, "--trust", moved)
    assert second.returncode == 0, second.stderr
    assert "signed with it again" in second.stderr
    found = successor.call("withdraw")
    assert found["list_status"] == 200
    assert found["verdict"] == "invalid"
    assert found["codes"] == ["status.revoked"]
    assert successor.call("verify")["nothing_new"] == "handover.nothing_new"


def test_twice_changes_nothing(taken: tuple[Service, Any], exported: Path, trusted: Path) -> None:
    service = taken[0]
    before = service.call("look")
    again = into(service, exported, trusted)
    assert again.returncode == 0, again.stderr
    assert json.loads(again.stdout)["new"] is False
    assert "nothing has changed" in again.stderr
    assert service.call("look") == before


def test_a_later_file_of_the_same_institution_is_refused(
    taken: tuple[Service, Any], closing: tuple[Service, Any], trusted: Path, tmp_path: Path
) -> None:
    later = tmp_path / "later"
    closing[0].tesela("handover", "export", later, "--organisation", "harbour-house")
    before = taken[0].call("look")
    done = into(taken[0], later, trusted)
    assert done.returncode == 2
    assert "is here already" in done.stderr
    assert taken[0].call("look") == before


def _first(records: list[dict[str, Any]], kind: str) -> dict[str, Any]:
    return next(one for one in records if one["kind"] == kind)


CHANGES: dict[str, Callable[[list[dict[str, Any]]], Any]] = {
    "award-state": lambda all_: [
        one.pop("withdrawn_at", None) for one in all_ if one["kind"] == "award"
    ],
    "award-missing": lambda all_: all_.remove(_first(all_, "award")),
    "file-bytes": lambda all_: _first(all_, "file").update(content="AAAA"),
    "list-missing": lambda all_: all_.remove(_first(all_, "status_list")),
    "key-other": lambda all_: _first(all_, "key").update(public="z6Mk" + "r" * 44),
    "end-missing": lambda all_: all_.pop(),
    "after-the-end": lambda all_: all_.append(all_[1]),
    "version": lambda all_: all_[0].update(version=2),
    "form": lambda all_: all_[0].pop("form"),
}
SEALED_AGAIN: dict[str, Callable[[list[dict[str, Any]]], Any]] = {
    "member-unknown": lambda all_: _first(all_, "learner").update(more=1),
    "kind-unknown": lambda all_: _first(all_, "learner").update(kind="other"),
    "file-not-its-digest": lambda all_: _first(all_, "file").update(content="AAAA"),
    "award-of-nobody": lambda all_: _first(all_, "award").update(learner="urn:uuid:0"),
    "award-says-another": lambda all_: _first(all_, "award")["content"].update(
        id="urn:uuid:00000000-0000-4000-8000-000000000000"
    ),
    "award-twice": lambda all_: all_.insert(
        all_.index(_first(all_, "award")), _first(all_, "award")
    ),
    "award-beyond-the-counter": lambda all_: _first(all_, "award").update(counter=10**6),
    "file-of-somebody-elses-award": lambda all_: _first(all_, "file").update(
        award="00000000-0000-4000-8000-000000000000"
    ),
    "edition-under-another-address": lambda all_: _first(all_, "edition").update(
        iri=f"{NEW}/achievements/quay-college/basics/1"
    ),
    "list-of-another": lambda all_: _first(all_, "status_list").update(
        issuer="did:web:elsewhere.example"
    ),
    "list-name-of-another": lambda all_: _first(all_, "status_list").update(
        name="ffffffff-1-revocation"
    ),
    "organisation-not-first": lambda all_: all_.insert(2, all_.pop(1)),
    "organisation-with-another-identity": lambda all_: _first(all_, "organisation").update(
        identity="did:web:elsewhere.example"
    ),
    "key-that-its-identity-does-not-list": lambda all_: _first(all_, "key").update(
        public="z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK"
    ),
    "this-very-service": lambda all_: _first(all_, "organisation").update(service=NEW),
}


@pytest.mark.parametrize("change", [*CHANGES, *SEALED_AGAIN, "cut", "nothing", "not-packed"])
def test_a_faulty_file_is_refused_and_leaves_nothing(
    exported: Path,
    closing: tuple[Service, Any],
    trusted: Path,
    tmp_path: Path,
    change: str,
) -> None:
    """In this process, into a service where nothing of it is."""
    faulty = tmp_path / "faulty"
    if change == "cut":
        faulty.write_bytes(exported.read_bytes()[:-200])
    elif change == "nothing":
        faulty.write_bytes(b"")
    elif change == "not-packed":
        faulty.write_bytes(gzip.decompress(exported.read_bytes()))
    else:
        records = lines(exported)
        (CHANGES.get(change) or SEALED_AGAIN[change])(records)
        if change in SEALED_AGAIN:
            seed, method = closing[1]["signer"]
            signer = SoftwareKey(bytes.fromhex(seed), method)
            with faulty.open("wb") as out:
                handover.write(records[1:-1], signer, datetime.now(UTC), out, handover.SERVICE)
        else:
            packed = (json.dumps(one, separators=(",", ":")).encode() + b"\n" for one in records)
            faulty.write_bytes(gzip.compress(b"".join(packed)))
    refused(faulty, trusted)


def test_the_same_way_a_whole_file_is_taken(exported: Path, trusted: Path) -> None:
    """So that what is refused above is refused for its fault."""
    people.organisation("quay-college")
    fetch = read_registry(trusted).fetching(offline)
    with override_settings(ADDRESS=NEW):
        found = arriving.take_over(exported, "quay-college", fetch, datetime.now(UTC))
    assert (found.awards, found.new) == (3, True)


def refused(file: Path, trusted: Path) -> None:
    people.organisation("quay-college")
    before = Organisation.objects.count()
    fetch = read_registry(trusted).fetching(offline)
    with pytest.raises(TeselaError), override_settings(ADDRESS=NEW):
        arriving.take_over(file, "quay-college", fetch, datetime.now(UTC))
    assert Organisation.objects.count() == before
    assert not people.Award.objects.exists()
