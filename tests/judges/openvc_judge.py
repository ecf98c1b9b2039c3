"""What the Python package openvc-core, on top of PyLD, says of a document.

It gets published contexts, never ours, and never the network: DID documents and status lists
are what `known` brings.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from importlib.metadata import version
from typing import Any

from openvc import OpenvcError, VerificationPolicy, verify_credential
from openvc.did.base import DidDocument, DidResolutionError, DidResolverRegistry, parse_did_document
from openvc.did.did_key import DidKeyResolver

Json = Any


class _KnownDids:
    """Resolves the DIDs whose documents are known."""

    def __init__(self, known: Mapping[str, Json]) -> None:
        self.known = known

    def supports(self, did: str) -> bool:
        return not did.startswith("did:key:")

    def resolve(self, did: str) -> DidDocument:
        if did not in self.known:
            raise DidResolutionError(f"nothing is loaded from {did}")
        return parse_did_document(self.known[did])


class OpenvcJudge:
    """openvc-core with both Ed25519 cryptosuites. `now` (RFC 3339) is the judge's clock."""

    name = "openvc-core"

    def __init__(
        self,
        contexts: Mapping[str, Mapping[str, Json]],
        now: str,
        known: Mapping[str, Json] | None = None,
    ) -> None:
        self.contexts = dict(contexts)
        self.known = dict(known or {})
        self.policy = VerificationPolicy(now=datetime.fromisoformat(now))
        self.resolver = DidResolverRegistry([DidKeyResolver(), _KnownDids(self.known)])

    def verdict(self, document: Json) -> str:
        """Empty when the credential is accepted, else why not. A text is parsed as JSON."""
        return self._verdict(json.loads(document) if isinstance(document, str) else document)

    def token_verdict(self, token: str) -> str:
        """The same of a credential as a compact token."""
        return self._verdict(token)

    def _verdict(self, given: Json) -> str:
        try:
            verify_credential(
                given,
                policy=self.policy,
                resolver=self.resolver,
                resolve_status_list=self._status_list,
                extra_contexts=self.contexts,
            )
        except OpenvcError as error:
            return str(error)[:400] or type(error).__name__
        return ""

    def accepts(self, document: Json) -> bool:
        """Whether the credential, an object or its JSON text, is accepted."""
        return not self.verdict(document)

    def versions(self) -> dict[str, str]:
        """Package → version of everything that judges here."""
        return {name: version(name) for name in ("openvc-core", "pyld")}

    def _status_list(self, address: str) -> dict[str, Json]:
        if address not in self.known:
            raise DidResolutionError(f"nothing is loaded from {address}")
        listed: dict[str, Json] = self.known[address]
        verify_credential(
            listed, policy=self.policy, resolver=self.resolver, extra_contexts=self.contexts
        )
        return listed
