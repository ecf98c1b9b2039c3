"""What was handed over, in plain words, and why its issuer's name is to be believed or merely claimed.

Kinds are told apart by what secures them and what they state, as the report
has it (`content.secured_by`, `content.format`). To add one: a line in `KINDS`
and its sentence.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tesela.model.report import Ground, Outcome, Report
from tesela.text.catalogue import say

KINDS: Sequence[tuple[str, str, str]] = (
    ("sealed", "", "european_sealed"),
    ("", "elm", "european"),
    ("", "europass", "european"),
    ("sd-jwt", "", "wallet"),
    ("vc-sd-jwt", "", "wallet"),
    ("vc-jwt", "openbadge", "badge_token"),
    ("", "openbadge", "badge"),
    ("", "openbadge-2", "old_badge"),
    ("vc-jwt", "", "token"),
)
"""What secures it, what it states, and its sentence `site.found.…`; empty stands for anything."""
_CARRIERS = {
    "pdf": "site.found.in_pdf",
    "png": "site.found.in_picture",
    "svg": "site.found.in_picture",
    "zip": "site.found.in_bundle",
    "bundle": "site.found.in_bundle",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason to believe the issuer's name, or why it is only claimed."""

    kind: str
    """`certificate`, `domain`, `key` and so on (`model.report.Ground`)."""
    vouched: bool
    message: str


def found(report: Report, language: str) -> str:
    """What it is: “A badge.”, with where it was found."""
    content = report.content
    secured, stated = str(content.get("secured_by", "")), str(content.get("format", ""))
    name = next(
        (name for by, kind, name in KINDS if by in ("", secured) and kind in ("", stated)),
        "credential",
    )
    kind = say(f"site.found.{name}", language)
    if name == "european_sealed":
        kind = _sealed_by(report.trust.grounds, language) or kind
    carrier = _CARRIERS.get(str(content.get("carrier", "")))
    return f"{kind} {say(carrier, language)}" if carrier else kind


def reasons(report: Report, language: str) -> list[Reason]:
    """Why the issuer's name is to be believed or merely claimed, what vouches for it first.

    To be asked only where the signature is the issuer's own. A registry's or operator's word
    stands above all reasons; with it a key that stands alone is no claim any more.
    """
    said = {"registry", "key"} if report.trust.outcome is Outcome.PASSED else {"registry"}
    listed = [
        Reason(one.kind, one.outcome is Outcome.PASSED, one.problem.message(language))
        for one in report.trust.grounds
        if one.kind not in said
    ]
    return sorted(listed, key=lambda one: not one.vouched)


def _sealed_by(grounds: Sequence[Ground], language: str) -> str:
    """With whom the certificate names; a name that nobody vouches for is said to be claimed."""
    certified = next((one for one in grounds if one.kind == "certificate"), None)
    name = str(certified.problem.data.get("name") or "") if certified else ""
    if certified is None or not name:
        return ""
    vouched = certified.outcome is Outcome.PASSED
    code = "site.found.european_sealed_by" if vouched else "site.found.european_claimed"
    return say(code, language, name=name)
