"""The command that the W3C suite of VC-JOSE-COSE (w3c/vc-jose-cose-test-suite) drives.

    python -m tests.suites.jose issue|verify --input FILE --key FILE --feature NAME --output FILE

Features are `credential_jose`, `presentation_jose`, `credential_sdjwt` and `presentation_sdjwt` (the
last two are verified only), and those of COSE, which is not there. The key is a verification method
with its secret; its controller's document lists it and its others in the same folder. Nothing is fetched. The contexts of the
suite's examples come from the folder that TESELA_STANDARDS names.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tesela.codecs.contexts import BUNDLED, ContextSet
from tesela.codecs.multibase import base64url_decode
from tesela.model.report import Verdict
from tesela.proofs import jwk, vc_jose
from tesela.proofs.keys import SoftwareKey
from tesela.shapes import canonical_quads
from tesela.text.errors import TeselaError
from tesela.verify import verify, verify_presentation
from tesela.verify.form import check_form
from tests.published import load, with_published

Json = Any
RESULTS = {
    Verdict.VALID: "success",
    Verdict.INVALID: "failure",
    Verdict.INDETERMINATE: "indeterminate",
}


def issued(document: Json, method: Json, kind: vc_jose.Kind, contexts: ContextSet) -> str:
    """The token of `document`, refused where readers would refuse it."""
    if kind is vc_jose.CREDENTIAL:
        check_form(document)
    canonical_quads(document, contexts)
    secret = method["secretKeyJwk"]
    name = str(jwk.kind_of(secret))
    key = SoftwareKey(base64url_decode(secret["d"]), method["id"], name)
    return vc_jose.secure(document, key, kind)


def found(data: bytes, key: Path, feature: str, at: datetime, contexts: ContextSet) -> Verdict:
    """What is made of a token, or of anything else."""
    how: dict[str, Any] = {"at": at, "fetch": publishing(key), "contexts": contexts}
    if feature.startswith("presentation"):
        return verify_presentation(data, **how).verdict
    return verify(data, **how).verdict


def publishing(key: Path) -> Callable[[str], bytes]:
    """What the controller of the verification method in the file `key` publishes."""
    controller = load(key)["controller"]
    beside = [load(path) for path in sorted(key.parent.glob("vm-*.json"))]
    methods = [
        {name: value for name, value in method.items() if name != "secretKeyJwk"}
        for method in beside
        if method["controller"] == controller
    ]
    named = [method["id"] for method in methods]
    uses = {"assertionMethod": named, "authentication": named}
    document = {"id": controller, "verificationMethod": methods, **uses}

    def fetch(url: str) -> bytes:
        if url != controller:
            raise TeselaError("fetch.unreachable", url=url)
        return json.dumps(document).encode()

    return fetch


def answer(
    act: str, given: Path, key: Path, feature: str, at: datetime, contexts: ContextSet
) -> dict[str, str]:
    """What the suite reads: `result` and `data`."""
    if feature.endswith("cose") or (act == "issue" and not feature.endswith("_jose")):
        return {"result": "indeterminate", "data": f"{feature} is not there to {act}"}
    data, method = given.read_bytes().strip(), load(key)
    try:
        if act == "issue":
            of = feature.partition("_")[0]
            kind = vc_jose.PRESENTATION if of == "presentation" else vc_jose.CREDENTIAL
            return {"result": "success", "data": issued(json.loads(data), method, kind, contexts)}
        return {"result": RESULTS[found(data, key, feature, at, contexts)], "data": ""}
    except TeselaError as error:
        return {"result": "failure", "data": f"{error.code}: {error}"}


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("act", choices=("issue", "verify"))
    for name in ("input", "key", "output"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--feature", required=True)
    parser.add_argument("--sd", help="members to hold apart; only with SD-JWT")
    asked = parser.parse_args(arguments)
    standards = os.environ.get("TESELA_STANDARDS")
    contexts = with_published(Path(standards)) if standards else BUNDLED
    said = answer(asked.act, asked.input, asked.key, asked.feature, datetime.now(UTC), contexts)
    asked.output.write_text(json.dumps(said))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
