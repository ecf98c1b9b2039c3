"""Whatever a person hands over, the answer is a sentence and never a traceback.

`call` lets every exception but an ending through, so a traceback is the
test's own failure.
"""

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cli.command import ACHIEVEMENT, CLASS, PLAIN_ENVIRONMENT, PROGRAM, Ended, call
from tests.cli.conftest import Class

HOSTILE = {
    "nothing": b"",
    "zeros": bytes(1000),
    "every byte": bytes(range(256)) * 8,
    "half a brace": b"{",
    "deep JSON": b"[" * 100_000,
    "deep objects": b'{"a":' * 20_000,
    "deep YAML": b"- " * 50_000,
    "UTF-16": '{"a": 1}'.encode("utf-16"),
    "NaN": b'{"@context": NaN}',
    "a huge number": b'{"@context": ' + b"9" * 6000 + b"}",
    "a huge power": b'{"@context": 1e999, "a": 1E400}',
    "half a letter": b'{"@context": ["https://www.w3.org/ns/credentials/v2"], "id": "\\ud800"}',
    "doubled member": b'{"@context": 1, "@context": 2}',
    "a remote context": b'{"@context": ["https://attacker.example/"], "type": []}',
    "a local file": b'{"@context": ["file:///etc/passwd"], "type": ["VerifiableCredential"]}',
    "placeholders": b"id: '{a}'\ntitle: {en: '{0} %s {name!r}'}\n'{x}': 1\n",
    "an object to build": b"!!python/object/apply:os.system ['true']\n",
    "an alias bomb": b"a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n",
    "half a PDF": b"%PDF-1.7\n1 0 obj\n<<>>\nstream\n",
    "half a zip": b"PK\x03\x04" + b"\xff" * 200,
    "a token": b"eyJhbGciOiJub25lIn0.e30.",
    "formulas": b"given_name,family_name,email\n=1+1,@SUM(A1),+a@example.org\n",
    "an open quotation mark": b'given_name,family_name,email\n"A,B,c@example.org\n' + b"x\n" * 50,
    "very many columns": b"given_name," * 30_000,
    "placeholders in a row": b"given_name,family_name,email\n{a},{b!r},{0}@example.org\n",
    "terminal controls": "given_name,family_name,email\n\x1b[2J,\u202eB,c@example.org\n".encode(),
}
READS: dict[str, Callable[[Path, Class, Path], tuple[object, ...]]] = {
    "verify": lambda file, made, out: ("verify", file, "--offline"),
    "verify with it as registry": lambda file, made, out: (
        *("verify", made.credential, "--offline", "--trust", file),
    ),
    "check": lambda file, made, out: ("check", file),
    "issue it": lambda file, made, out: (
        *("issue", "--achievement", file, "--roster", CLASS, "--key", made.key),
        *("--out", out, "--as", "openbadge"),
    ),
    "issue to it": lambda file, made, out: (
        *("issue", "--achievement", ACHIEVEMENT, "--roster", file, "--key", made.key),
        *("--out", out, "--as", "openbadge"),
    ),
    "sign with it": lambda file, made, out: (
        *("issue", "--achievement", ACHIEVEMENT, "--roster", CLASS, "--key", file),
        *("--out", out, "--as", "openbadge"),
    ),
    "status": lambda file, made, out: ("status", "show", "--in", file),
}


def assert_answered(ended: Ended) -> None:
    """One JSON document or a line for each file, a sentence for people, and an honest status."""
    assert ended.status in (0, 1, 2, 3)
    assert isinstance(ended.json, dict)
    if ended.status == 2:
        assert ended.json["problem"]["message"]
        assert ended.json["problem"]["code"] in ended.out
        assert ended.err.strip()
    assert "Traceback" not in ended.err
    assert "\x1b" not in ended.err + ended.out


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("use", READS)
def test_hostile_files_are_answered(
    tmp_path: Path, issued_class: Class, use: str, name: str
) -> None:
    for suffix in (".json", ".csv") if use == "check" else ("",):
        file = tmp_path / f"file{suffix}"
        file.write_bytes(HOSTILE[name])
        words = READS[use](file, issued_class, tmp_path / "out")
        assert_answered(call(*words, "--json"))
        spoken = call(*words)
        assert spoken.status == 0 or spoken.err or spoken.out


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    member=st.sampled_from(
        ["@context", "id", "type", "issuer", "credentialSubject", "proof", "validFrom", "name",
         "credentialStatus", "relatedResource", "unknown"]
    ),
    value=st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
        max_leaves=8,
    ),
)  # fmt: skip
def test_any_value_in_a_credential_is_answered(
    issued_class: Class, member: str, value: Any
) -> None:
    document = json.loads(issued_class.credential.read_bytes())
    if document.get(member) == value:
        return
    document[member] = value
    data = json.dumps(document).encode()
    ended = call(
        *("verify", "-", "--offline", "--trust", issued_class.folder, "--json"), stdin=data
    )
    assert_answered(ended)
    assert ended.status != 0, "a changed credential is not genuine"
    assert_answered(call("check", "-", "--json", stdin=data))


STEERING = "\x1b[2J\x1b]0;Genuine\x07\r\x9b1A\u202egnitros"


@pytest.mark.parametrize("member", ["name", "id"])
def test_a_file_cannot_steer_the_terminal(issued_class: Class, tmp_path: Path, member: str) -> None:
    document = json.loads(issued_class.credential.read_bytes())
    document["credentialSubject"]["achievement"][member] = f"Title {STEERING}"
    document["name"] = document["issuer"] = STEERING
    file = tmp_path / "\x1b[31mred.json"
    file.write_text(json.dumps(document), "utf-8")
    steered = tmp_path / "steered.yaml"
    steered.write_text(json.dumps({STEERING: STEERING}), "utf-8")
    for words in (["verify", file, "--offline"], ["check", file], ["check", steered]):
        ended = call(*words)
        assert ended.status in (1, 2)
        assert not set("\x1b\x07\r\x9b\u202e").intersection(ended.out + ended.err)


@pytest.mark.parametrize(
    "words",
    [
        ["verify", "x" * 5000],
        ["check", "x" * 5000],
        ["status", "show", "--in", "x" * 5000],
        ["keys", "new", "--out", "x" * 5000],
        ["verify", "README.md", "--trust", "x" * 5000],
        ["verify", "."],
        ["verify", ""],
        ["check", ""],
        ["verify", "{file}"],
        ["schema", "{name}"],
        ["verify", "\udcff.json"],
        ["check", "\udcff.csv"],
        ["keys", "new", "--out", "."],
    ],
    ids=lambda words: " ".join(words)[:30].encode("ascii", "backslashreplace").decode(),
)
def test_names_that_are_none(words: list[str]) -> None:
    ended = call(*words, "--json")
    assert_answered(ended)
    assert ended.status == 2


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_a_terminal_that_cannot_show_every_letter(issued_class: Class, encoding: str) -> None:
    environment = {**os.environ, **PLAIN_ENVIRONMENT, "PYTHONIOENCODING": encoding}
    command = [
        *(PROGRAM, "verify", issued_class.credential, "--offline", "--language", "el"),
        *("--trust", issued_class.folder),
    ]
    spoken = subprocess.run(command, capture_output=True, env=environment)
    assert (spoken.returncode, spoken.stderr) == (0, b"")
    assert spoken.stdout.decode(encoding)
    written = subprocess.run([*command, "--json"], capture_output=True, env=environment)
    found = json.loads(written.stdout.decode(encoding))
    assert found["verdict"] == "valid"
    plain = call(*command[1:], "--json").json
    assert found["content"] == plain["content"]


def test_a_reader_who_goes_away_is_no_reason_to_complain(issued_class: Class) -> None:
    command = [PROGRAM, "schema", "achievement"]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **PLAIN_ENVIRONMENT},
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        said = running.stderr.read().decode()
    assert "Traceback" not in said
