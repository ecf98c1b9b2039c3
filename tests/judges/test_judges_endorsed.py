"""Foreign judges and a badge that carries endorsements, as it is and changed."""

import copy
import json
from collections.abc import Mapping
from typing import Any

from tesela.codecs import jsonld
from tests.judges import pyld_reader
from tests.verify.test_endorsements import badge, chamber, endorsed

Json = dict[str, Any]


def carrying() -> Json:
    document: Json = json.loads(badge(endorsed(), chamber()))
    return document


def changed(document: Json) -> Json:
    other = copy.deepcopy(document)
    inside = other["credentialSubject"]["achievement"]["endorsement"][0]
    inside["credentialSubject"]["endorsementComment"] = "Fit for anything."
    return other


def test_both_readers_make_the_same_statements_of_it(foreign_contexts: Mapping[str, Any]) -> None:
    bare = {name: member for name, member in carrying().items() if name != "proof"}
    assert pyld_reader.quads(bare, foreign_contexts) == jsonld.canonical_quads(bare)


def test_npm_accepts_it_and_refuses_the_changed_one(node_judge: Any) -> None:
    assert node_judge.verdict(carrying()) == ""
    assert node_judge.verdict(changed(carrying())) != ""


def test_openvc_takes_no_document_with_contexts_in_another(openvc_judge: Any) -> None:
    """Stricter than Open Badges, which ask for whole endorsements (docs/endorsements.md)."""
    assert "@context" in openvc_judge.verdict(carrying())
    assert openvc_judge.verdict(endorsed()) == "", "alone it is accepted"
