"""Credentials for wallets (SD-JWT VC of the EU type) beside two other implementations and bare P-256.

The claims are the same for all, 8 of them held apart, and two decoys; so is the key.

- *Issue*: ours goes from award to compact token; `sd-jwt` (PyPI) and `@sd-jwt/core` (npm) are given
  the claims, ready to be signed.
- *Signature and disclosures*: the signature, and that every disclosure was signed, once, in its
  place. That is all that the peers do; ours has the steps of `proofs` that do the same.
- *All steps*: whose key it is, dates, state, type, and what the credential says, in a report. No
  peer does this.

The limit is `cryptography`, signing and verifying the very same signing inputs. Before anything is
measured, each verifies what each other made.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import cycle, islice
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from jwcrypto.jwk import JWK
from sd_jwt.common import SDObj
from sd_jwt.issuer import SDJWTIssuer
from sd_jwt.verifier import SDJWTVerifier

from benchmarks import sample
from benchmarks.figures import (
    Effort,
    Figure,
    Wanted,
    rate,
    ratio,
    run,
    seconds_of,
    unmeasured,
    versions_of,
)
from tesela.issuing.credentials import Options, issue
from tesela.issuing.wallet import TYPE, wallet_claims
from tesela.model.report import Verdict
from tesela.proofs import jwk, jws, sd_jwt
from tesela.proofs.keys import SoftwareKey
from tesela.proofs.sd_jwt import Hidden
from tesela.verify import verify
from tests.judges.wallet_judges import NpmWallet, private_jwk
from tests.node_packages import UnavailableError

KEY = SoftwareKey(bytes(range(1, 33)), kind="p256")
HEADER = {"typ": TYPE, "kid": KEY.verification_method}
DECOYS = 2
Json = dict[str, Any]
Turn = Callable[[int], float]
"""How often → the processor seconds that it takes."""
PYPI, NPM, RAW = "sd-jwt", "@sd-jwt/core", "P-256"


_TOKEN = "verify SD-JWT VC: signature and disclosures"
_ALL = "verify SD-JWT VC: all steps"
ROWS = (
    Wanted("issue SD-JWT VC", "issue", PYPI, "issue", 4),
    Wanted("issue SD-JWT VC", "issue", NPM, "issue", 4),
    Wanted("the same, share of bare signing", "issue", RAW, "sign", 0.5, "%"),
    Wanted(_TOKEN, "proven", PYPI, "verify", 4),
    Wanted(_TOKEN, "proven", NPM, "verify", 4),
    Wanted("the same, share of bare verifying", "proven", RAW, "verify", 0.5, "%"),
    Wanted(_ALL, "verify", PYPI, "verify", 4),
    Wanted(_ALL, "verify", NPM, "verify", 4),
    Wanted("the same, share of bare verifying", "verify", RAW, "verify", 0.5, "%"),
)


def figures(effort: Effort) -> Iterator[Figure]:
    """Every row of `ROWS`."""
    ours = Ours()
    peers: list[Peer] = [ours, Pypi(ours), Bare(ours)]
    missing = ""
    try:
        peers.append(Npm(ours))
    except UnavailableError as reason:
        missing = str(reason)
    versions = versions_of("cryptography", "sd-jwt", "jwcrypto")
    try:
        for one in peers:
            ours.check(one.made())
            versions |= one.versions()
        rates = _rates(peers, effort)
    finally:
        for one in peers:
            one.close()
    for row in ROWS:
        other = rates.get((row.peer, row.theirs))
        if other is None:
            yield unmeasured(row.what, missing, target=row.target, unit=row.unit)
            continue
        own = rates["tesela", row.ours]
        yield ratio(
            row.what,
            own,
            other,
            target=row.target,
            unit=row.unit,
            ours=rate(own),
            peer=f"{row.peer} {rate(other)}",
            versions=versions,
        )


def _rates(peers: "Sequence[Peer]", effort: Effort) -> dict[tuple[str, str], list[float]]:
    """How often a processor second each did each act, round by round, all taking turns."""
    turns = {(one.name, act): turn for one in peers for act, turn in one.turns().items()}
    times = {name: _enough(turn, effort.seconds) for name, turn in turns.items()}
    rates: dict[tuple[str, str], list[float]] = {name: [] for name in turns}
    for _ in range(effort.rounds):
        for name, turn in turns.items():
            rates[name].append(times[name] / turn(times[name]))
    return rates


def _enough(turn: Turn, seconds: float) -> int:
    turn(20)
    return max(20, round(200 * seconds / turn(200)))


class Peer:
    """Who makes and verifies tokens."""

    name: str

    def made(self) -> str:
        """A token of its own."""
        return ""

    def turns(self) -> Mapping[str, Turn]:
        """What it does, and how long that takes."""
        return {}

    def versions(self) -> dict[str, str]:
        """What it consists of, as far as Python does not know it."""
        return {}

    def close(self) -> None:
        """End its process, if it has one."""


class Ours(Peer):
    """Tesela: from award to token, and back to a report."""

    name = "tesela"

    def __init__(self) -> None:
        achievement = sample.achievement()
        awards = sample.awards(achievement)
        self.batch = (
            made.files["sd-jwt"]
            for made in issue(
                achievement,
                cycle(awards),
                KEY,
                issued_at=sample.CREATED,
                options=Options(("sd-jwt",)),
            )
        )
        self.tokens = list(islice(self.batch, len(awards)))
        self.claims = [
            wallet_claims(
                achievement,
                award,
                KEY,
                issued_at=sample.CREATED,
                own=None,
                holder=None,
                places=(),
            )[0]
            for award in awards
        ]

    def made(self) -> str:
        return self.tokens[0].decode()

    def check(self, token: str) -> None:
        """That it verifies; by all its steps where it is ours."""
        if token and not _is_proven(token.encode()):
            raise SystemExit("the token of a peer does not verify")

    def turns(self) -> Mapping[str, Turn]:
        return {
            "issue": _turn(lambda times: list(islice(self.batch, times))),
            "proven": _on(self.tokens, _is_proven),
            "verify": _on(self.tokens, _is_valid),
        }


def _is_proven(data: bytes) -> bool:
    token = sd_jwt.parse(data.decode())
    sd_jwt.disclosed(token)
    return jws.is_signed_by(token.token, KEY.public)


def _is_valid(data: bytes) -> bool:
    return verify(data, at=sample.NOW).verdict is Verdict.VALID


class Pypi(Peer):
    """The reference implementation in Python; its keys are made once."""

    name = PYPI

    def __init__(self, ours: Ours) -> None:
        self._tokens = [token.decode() for token in ours.tokens]
        self._claims = [_with_marks(claims) for claims in ours.claims]
        self._key = JWK(**private_jwk(KEY))
        self._public = JWK(**jwk.public_jwk(KEY.public))
        if not all(map(self._verify, self._tokens)):
            raise SystemExit("sd-jwt refuses our token")

    def made(self) -> str:
        return self._issue(self._claims[0])

    def turns(self) -> Mapping[str, Turn]:
        return {
            "issue": _on(self._claims, self._issue),
            "verify": _on(self._tokens, self._verify),
        }

    def _issue(self, claims: Json) -> str:
        made = SDJWTIssuer(
            user_claims=claims,
            issuer_key=self._key,
            sign_alg="ES256",
            extra_header_parameters=dict(HEADER),
        )
        return str(made.sd_jwt_issuance)

    def _verify(self, token: str) -> bool:
        verifier = SDJWTVerifier(token, lambda _issuer, _header: self._public)
        return bool(verifier.get_verified_payload())


def _with_marks(claims: Json) -> Json:
    return {
        SDObj(name) if isinstance(value, Hidden) else name: _bare(value)
        for name, value in claims.items()
    }


def _bare(claim: Any) -> Any:
    return claim.value if isinstance(claim, Hidden) else claim


class Npm(Peer):
    """@sd-jwt/core in Node; time is taken inside its process. Raises UnavailableError."""

    name = NPM

    def __init__(self, ours: Ours) -> None:
        self._wallet = NpmWallet()
        hidden = [name for name, one in ours.claims[0].items() if isinstance(one, Hidden)]
        claims = [{name: _bare(one) for name, one in each.items()} for each in ours.claims]
        self._issued = {"hidden": {"_sd": hidden, "_sd_decoy": DECOYS}, "header": HEADER}
        self._asked: Json = {
            **self._issued,
            "key": private_jwk(KEY),
            "claims": claims,
            "tokens": [token.decode() for token in ours.tokens],
        }

    def made(self) -> str:
        asked = {"claims": self._asked["claims"][0], "key": private_jwk(KEY)}
        return str(self._wallet.ask("issue", **self._issued, **asked)["token"])

    def turns(self) -> Mapping[str, Turn]:
        return {act: self._turn(act) for act in ("issue", "verify")}

    def _turn(self, act: str) -> Turn:
        def timed(times: int) -> float:
            answer = self._wallet.ask("time", act=act, times=times, **self._asked)
            if "error" in answer:
                raise SystemExit(f"@sd-jwt/core cannot {act}: {answer['error']}")
            return float(answer["seconds"])

        return timed

    def versions(self) -> dict[str, str]:
        return dict(self._wallet.ask("versions"))

    def close(self) -> None:
        self._wallet.__exit__(None, None, None)


class Bare(Peer):
    """Nothing but the signatures of ours."""

    name = RAW

    def __init__(self, ours: Ours) -> None:
        self._inputs = [token.partition(b"~")[0].rpartition(b".")[0] for token in ours.tokens]
        self._ecdsa = ec.ECDSA(hashes.SHA256())
        self._key = ec.derive_private_key(int.from_bytes(KEY.seed), ec.SECP256R1())
        self._public = self._key.public_key()
        self._signed = [(self._sign(data), data) for data in self._inputs]

    def turns(self) -> Mapping[str, Turn]:
        return {
            "sign": _on(self._inputs, self._sign),
            "verify": _on(
                self._signed, lambda one: self._public.verify(one[0], one[1], self._ecdsa)
            ),
        }

    def _sign(self, data: bytes) -> bytes:
        return self._key.sign(data, self._ecdsa)


def _on(given: Sequence[Any], act: Callable[[Any], object]) -> Turn:
    """Does it with one after another."""
    ready = cycle(given)
    return _turn(lambda times: [act(next(ready)) for _ in range(times)])


def _turn(acts: Callable[[int], object]) -> Turn:
    return lambda times: seconds_of(acts, times)


if __name__ == "__main__":
    run(figures)
