"""Where a judge is known to let something pass, and where one is stricter than the standards.

Both tables are checked: a row that is no longer true fails its test, and so does anything a judge
lets pass that stands in no row. docs/judges.md says the same for people.
"""

from typing import NamedTuple

RDFC = "eddsa-rdfc-2022"
JCS = "eddsa-jcs-2022"
NPM = "@digitalbazaar/vc"
OPENVC = "openvc-core"


class Row(NamedTuple):
    """One thing that one judge accepts although it must be refused."""

    judge: str
    suite: str
    kind: str
    why: str


_SAME_STATEMENTS = (
    "the statements are the same, so the signature holds; the judge does not compare the JSON "
    "that people read with the statements (Data Integrity 1.0, 2.4.1)"
)
_OWN_CONTEXT = (
    "the suite lets a verifier replace the document's @context by that of the proof "
    "(EdDSA cryptosuites 1.0, 3.3.2); what is added behind it is not signed"
)

LAX = (
    Row(NPM, RDFC, "member under its address", _SAME_STATEMENTS),
    Row(NPM, RDFC, "member under its keyword", _SAME_STATEMENTS),
    Row(NPM, RDFC, "definitions added", _SAME_STATEMENTS),
    Row(NPM, RDFC, "vocabulary added", _SAME_STATEMENTS),
    Row(NPM, JCS, "definitions added", _OWN_CONTEXT),
    Row(NPM, JCS, "vocabulary added", _OWN_CONTEXT),
    Row(NPM, JCS, "null context added", _OWN_CONTEXT),
    Row(NPM, JCS, "unknown context added", _OWN_CONTEXT),
    Row(OPENVC, RDFC, "vocabulary added", "an inline @vocab is allowed on purpose"),
    *(
        Row(OPENVC, JCS, f"proof context {what}", "the document's @context is hashed in its place")
        for what in ("member deleted", "value changed")
    ),
    *(
        Row(judge, suite, kind, why)
        for suite in (RDFC, JCS)
        for judge, kind, why in (
            (NPM, "proof expired", "proof.expires is checked for its form only"),
            (NPM, "date without time zone", "JavaScript reads such a date as local time"),
            (NPM, "one wrong proof of two", "one good proof is enough for jsonld-signatures"),
            (NPM, "member twice", "JSON is parsed before, and the last one counts"),
            (OPENVC, "member twice", "JSON is parsed before, and the last one counts"),
            (OPENVC, "no subject", "credentialSubject is not asked for"),
            (OPENVC, "date without time", "a date is read as its midnight"),
            (OPENVC, "date without time zone", "such a date is read as UTC"),
        )
    ),
    Row(OPENVC, JCS, "base context not first", "@context is not looked at with this suite"),
)


class Strict(NamedTuple):
    """One correct thing that one judge refuses: what we write must not contain it."""

    judge: str
    suite: str
    what: str
    why: str


_COMPACTED = "the document must be exactly the compacted form of its own statements"

STRICT = (
    Strict(OPENVC, RDFC, "language tag with capitals", f"{_COMPACTED}; PyLD lowers tags"),
    Strict(
        OPENVC,
        RDFC,
        "type named like a property",
        f"{_COMPACTED}; Criteria and GeoCoordinates share their address with a property",
    ),
    Strict(OPENVC, RDFC, "second name of a type", f"{_COMPACTED}, where OpenBadgeCredential wins"),
    *(Strict(OPENVC, suite, "list of proofs", "one proof is read") for suite in (RDFC, JCS)),
)
