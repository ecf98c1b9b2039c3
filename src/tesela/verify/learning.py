"""How a class of credentials becomes known (`known`).

1. A credential came that is genuine. Its JSON is split into texts and what stands between them:
   brackets, commas, numbers. Some texts are free (`_may_differ`); whatever decides something by
   itself, such as issuer, key, types, achievement and pins, is not. All that is not free names
   the class.
2. A second one of the class comes. The free texts in which it differs are the *places* of the
   class; a later one that differs in one place more extends it. A credential that comes a third
   time, alone of its kind, is a class by itself, whose only place is the signature: of the bytes
   that are asked for again and again all is known but what is asked anew each time.
3. Before a class is used it is certified. Of the credential at hand it must give the report that
   the whole procedure gave; with hard values in all places (quotation marks, backslashes, line
   ends, letters of many scripts, written with escapes or not) its digests must be those of the
   full processor. Else the credentials keep the whole way.

Learned is only from credentials with one proof of the two hashes, without endorsements and without
mandates, whose checks depend on other documents still.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any, NamedTuple

from tesela.codecs import jsonld, jsontext
from tesela.codecs.contexts import ContextSet
from tesela.codecs.holes import taking
from tesela.codecs.jsonld import Reading
from tesela.codecs.recent import Recent
from tesela.formats.openbadges import endorsement
from tesela.formats.openbadges.mandate import cited_in
from tesela.model.report import CheckResult, Outcome, Report
from tesela.proofs.suites import SUITES
from tesela.shapes.bytewise import TEXT, OpenText
from tesela.shapes.compiled import compile_pattern
from tesela.shapes.hard_values import TURNS, hard_value
from tesela.shapes.hashed import Statements
from tesela.text.errors import TeselaError
from tesela.trust.keys import key_of_method
from tesela.verify.existence import NO_PROOF
from tesela.verify.known import LARGEST, KnownClass, Places, looking_like, remember
from tesela.verify.opened import Circumstances, Opened

_PROOF = {"type", "cryptosuite", "created", "verificationMethod", "proofPurpose", "proofValue"}
_SAME_FOR_ALL = ("form", "meaning", "proof", "purpose", "time", "issuer")
_DAYS = ("validFrom", "validUntil", "issuanceDate", "expirationDate")
_READ = ("@context", *_DAYS, "credentialStatus", "relatedResource", "proof")
"""Members that the later steps of the procedure read."""
_FREE = {
    "id", "name", "description", "awardedDate", "issued", *_DAYS,
    "credentialSubject", "identifier", "displayParameter", "evidence",
}  # fmt: skip
"""Members in which texts may differ …"""
_DECIDING = frozenset(("achievement", "genre", "type", "@type", "@language"))
"""… but for those that say what it is, and by what means: of them each class has its own."""
_ADDRESS_START = re.compile(r"(?:https?://[^/?#]+/|(?!https?:)[a-z]+:)(?:.*[:/#=?])?")
_SAMPLES_KEPT = 512
_MOST_EXTENSIONS = 8
_ALONE_AFTER = 3
"""So often a credential comes before it is a class by itself."""
Path = tuple[str | int, ...]
Json = Mapping[str, Any]


@dataclass(slots=True)
class _Sample:
    """The free texts of the first credential of a class, and what is known of the class since."""

    first: tuple[str, ...]
    common: dict[int, str] = field(default_factory=dict)
    """The texts (by number) that differed, and how all of them began."""
    known: KnownClass | None = None
    extensions: int = 0
    times: int = 0
    """How often the first credential came."""


_SAMPLES: Recent[tuple[ContextSet, bytes], _Sample] = Recent(_SAMPLES_KEPT)


def learn(data: bytes, opened: Opened, report: Report, asked: Circumstances) -> None:
    """That `data`, alone and as JSON, is a credential on which the whole procedure gave `report`."""
    if len(data) > LARGEST or not _is_learnable(opened.document, report):
        return
    paths = list(_texts(opened.document))
    free = [at for at, (path, is_value) in enumerate(paths) if is_value and _may_differ(path)]
    texts = tuple(_value(opened.document, paths[at][0]) for at in free)
    sample = _SAMPLES.get_or_make((asked.contexts, _fixed(data, free)), lambda: _Sample(texts))
    differing = {
        at: (one, two) for at, one, two in zip(free, sample.first, texts, strict=True) if one != two
    }
    if sample.known and sample.common.keys() >= differing.keys():
        if not sample.known.ended:  # others were met more often lately
            remember(sample.known, None)
        return
    if not differing:
        sample.times += 1
        differing = _signature(paths, free, texts) if sample.times == _ALONE_AFTER else {}
    if not differing or sample.extensions == _MOST_EXTENSIONS:
        return
    if sample.known and sample.known.ended:
        return
    sample.extensions += 1
    for at, (one, two) in differing.items():
        sample.common[at] = _beginning(sample.common.get(at, one), two)
    try:
        first = dict(zip(free, sample.first, strict=True))
        found = _Found(sample.common, first, [path for path, _ in paths])
        made = _certified(found, data, opened, report, asked)
    except TeselaError:
        return
    if made:
        remember(made, sample.known)
        sample.known = made


def _signature(
    paths: list[tuple[Path, bool]], free: list[int], texts: tuple[str, ...]
) -> dict[int, tuple[str, str]]:
    """The place of the signature, which every class has."""
    return {
        at: (text, text)
        for at, text in zip(free, texts, strict=True)
        if paths[at][0] == ("proof", "proofValue")
    }


def _fixed(data: bytes, free: list[int]) -> bytes:
    """The same for all credentials that differ in free texts alone."""
    pieces = TEXT.split(data)
    texts = TEXT.findall(data)
    for at in free:
        texts[at] = b""
    return sha256(b"\n".join((*pieces, *texts))).digest()


def _is_learnable(document: Json, report: Report) -> bool:
    proof = document.get("proof")
    passed = {check.id for check in report.checks if check.outcome is Outcome.PASSED}
    if not isinstance(proof, dict) or not proof.keys() <= _PROOF or not {*_SAME_FOR_ALL} <= passed:
        return False
    suite = SUITES.get(proof["cryptosuite"]) if proof["type"] == "DataIntegrityProof" else None
    return (
        suite is not None
        and not suite.own
        and not suite.options_context
        and report.existence == NO_PROOF
        and not any(endorsement.inside(document))
        and not any(cited_in(document))
        and all("/" not in str(name) for path, _ in _texts(document) for name in path[-1:])
    )


def _texts(value: Any, path: Path = ()) -> Iterator[tuple[Path, bool]]:
    """Where each text of a JSON value stands, in its order; whether it is a value or a name."""
    if isinstance(value, dict):
        for name, member in value.items():
            yield (*path, name), False
            yield from _texts(member, (*path, name))
    elif isinstance(value, list):
        for at, member in enumerate(value):
            yield from _texts(member, (*path, at))
    elif isinstance(value, str):
        yield path, True


def _may_differ(path: Path) -> bool:
    """Whether a text only says something of its holder, or of this one credential."""
    first, last = path[0], path[-1]
    if not _DECIDING.isdisjoint(path):
        return False
    if first == "proof":
        return last in ("created", "proofValue")
    if first == "credentialStatus":
        return last in ("id", "statusListIndex")
    return first in _FREE


def _value(document: Any, path: Path) -> str:
    for name in path:
        document = document[name]
    return str(document)


class _Found(NamedTuple):
    """What two credentials of a class say of it."""

    common: Mapping[int, str]
    """The texts (by number) in which they differ, and how both begin."""
    first: Mapping[int, str]
    """The free texts of the first one."""
    paths: list[Path]
    """Where all texts stand."""

    def named_before(self, addresses: Iterable[int], document: Json) -> dict[int, int]:
        """Texts that name a node which was named before, in both: which, and where."""
        seen: dict[tuple[str, str], int] = {}
        named = ((at, (self.first[at], _value(document, self.paths[at]))) for at in addresses)
        return {at: seen[names] for at, names in named if seen.setdefault(names, at) != at}


def _certified(
    found: _Found, data: bytes, opened: Opened, report: Report, asked: Circumstances
) -> KnownClass | None:
    """The class with these places, or None where it is not to be used."""
    made = _made(found, data, opened, report, asked)
    if made is None:
        return None
    status = {check.id: check for check in report.checks if check.id == "status"}
    trial = replace(made, passed={**made.passed, **status})  # its list is not asked a second time
    if trial.report(data, asked) != report:
        return None
    agreed = (_agrees(made, opened.document, turn) for turn in range(TURNS))
    return made if all(agreed) else None


def _made(
    found: _Found, data: bytes, opened: Opened, report: Report, asked: Circumstances
) -> KnownClass | None:
    common, _, paths = found
    document, contexts = opened.document, asked.contexts
    numbers = sorted(common)
    place_of = {paths[at]: place for place, at in enumerate(numbers)}
    proof = document["proof"]
    read = jsonld.read(_bare(document), contexts)
    of_options = jsonld.read(_options(document), contexts)
    in_document = _numbers(read, {path: at for path, at in place_of.items() if path[0] != "proof"})
    in_options = _numbers(
        of_options, {path[1:]: at for path, at in place_of.items() if path == ("proof", "created")}
    )
    signature = place_of.get(("proof", "proofValue"))
    key = key_of_method(proof["verificationMethod"], asked.fetch).key
    suite = SUITES[proof["cryptosuite"]]
    if in_document is None or in_options is None or signature is None:
        return None
    if suite.hashes.get(key.kind) != "sha256":
        return None
    as_iri = compile_pattern(read.pattern.lines).as_iri
    addresses = sorted(place for number, place in in_document.items() if number in as_iri)
    same = found.named_before([numbers[place] for place in addresses], document)
    before = {numbers.index(at): numbers.index(other) for at, other in same.items()}
    starts = {place: _start(common[numbers[place]]) for place in addresses}
    as_named = {number: before.get(place, place) for number, place in in_document.items()}
    spans = [match.span() for match in TEXT.finditer(data)]
    checks = {check.id: check for check in report.checks}
    return KnownClass(
        contexts=contexts,
        text=OpenText.of(data, [(spans[at][0] + 1, spans[at][1] - 1) for at in numbers]),
        addresses=starts,
        identity=place_of.get(("id",), document.get("id")),
        names=taking([at for path, at in place_of.items() if path[-1] == "id" and path != ("id",)]),
        elsewhere=frozenset(
            value
            for number, value in enumerate(read.leaves.values)
            if isinstance(value, str) and number not in in_document
        ),
        doubled=taking([*before]),
        before=taking([*before.values()]),
        statements=Statements.of(read, as_named, starts),
        options=Statements.of(of_options, in_options, {}),
        signature=signature,
        key_kind=key.kind,
        proof=proof,
        created=place_of.get(("proof", "created")),
        issuer=str(opened.issuer),
        members={name: document[name] for name in _READ if name in document},
        inside=_inside({path: place for path, place in place_of.items() if path[0] in _READ}),
        days=tuple(place for path, place in place_of.items() if path[0] in _DAYS),
        passed=_same_for_all(checks, document),
        mandate=report.mandate,
        looks=looking_like(starts.values()),
        written=taking([*starts]),
    )


def _inside(places: Mapping[Path, int]) -> dict[Any, Places]:
    """Paths as a tree."""
    heads = dict.fromkeys(path[0] for path in places)
    return {
        head: places[(head,)]
        if (head,) in places
        else _inside({path[1:]: place for path, place in places.items() if path[0] == head})
        for head in heads
    }


def _same_for_all(checks: Mapping[str, CheckResult], document: Json) -> dict[str, CheckResult]:
    names = [*_SAME_FOR_ALL]
    if "credentialStatus" not in document:
        names.append("status")
    if "relatedResource" not in document:
        names.append("resources")
    return {name: checks[name] for name in names}


def _bare(document: Json) -> dict[str, Any]:
    return {name: member for name, member in document.items() if name != "proof"}


def _options(document: Json) -> dict[str, Any]:
    options = {name: member for name, member in document["proof"].items() if name != "proofValue"}
    return {**options, "@context": document["@context"]}


def _numbers(read: Reading, places: Mapping[Path, int]) -> dict[int, int] | None:
    """The numbers that the values in these places have; None where one belongs to the shape."""
    known = {path: number for number, path in enumerate(read.leaves.paths)}
    kept = {number for number, _ in read.key[2]}
    found = {known.get("".join(f"/{name}" for name in path)): at for path, at in places.items()}
    if None in found or kept & found.keys():
        return None
    return {number: at for number, at in found.items() if number is not None}


def _beginning(one: str, other: str) -> str:
    """What both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return one[: next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))]


def _start(common: str) -> str:
    """How all addresses in a place begin, up to the last mark that parts them."""
    match = _ADDRESS_START.match(common)
    return match[0] if match else ""


def _agrees(made: KnownClass, document: Json, turn: int) -> bool:
    """Whether digests and values are right with hard values in all places."""
    addresses = made.addresses
    numbers = [*range(len(made.text.pieces))]
    named = [*numbers]
    for place, first in zip(made.doubled(numbers), made.before(numbers), strict=True):
        named[place] = first
    texts = [
        (addresses[at] or "urn:x-hard:") + f"{turn}-{named[at]}%C3%A9"
        if at in addresses
        else hard_value(at, "", False, turn)
        for at in range(len(made.text.pieces))
    ]
    data = made.text.filled(texts, ascii_only=turn % 2 == 1)
    values, other = made.text.taken_from(data), jsontext.parse(data)
    if values is None or values.texts != texts or other.keys() != document.keys():
        return False
    full = [
        sha256(jsonld.canonical_quads(part, made.contexts).encode()).digest()
        for part in (_bare(other), _options(other))
    ]
    fast = [made.statements.digest(values.terms), made.options.digest(values.terms)]
    return all(one in (two, None) for one, two in zip(fast, full, strict=True))
