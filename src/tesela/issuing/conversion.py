"""One format into another: what a credential says, written anew, with all that is lost.

    1. read    the credential's content, as `verify` reads it: achievement and award
    2. write   both in the other format, unsecured: only its issuer can sign a statement
    3. report  what the other format does not carry, computed from its own table

What is converted is no credential until its issuer signs it: the original
remains what counts. To add a format: its writer and a line in `FORMS`.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from pydantic import ValidationError

from tesela.formats import document, elm, openbadges, sdjwt
from tesela.issuing import european
from tesela.issuing.edition import Edition
from tesela.model.achievement import Achievement
from tesela.model.award import Award
from tesela.model.carried import Carried, FormatLoss, losses
from tesela.text.errors import TeselaError

_NUMBERS = ("eidas", "vat", "national-register", "tax")


@dataclass(frozen=True)
class Statement:
    """What a credential states, in our words, and the original it was read from."""

    achievement: Achievement
    award: Award
    issuer: str
    """The identity that the original names."""
    at: datetime
    """When it is converted."""
    original: bytes
    """The credential itself: JSON or a token."""

    @property
    def edition(self) -> Edition:
        """The achievement, with what is drawn for it."""
        return Edition(self.achievement, self.issuer)


class Form(NamedTuple):
    """One format that a statement can be written in."""

    name: str
    carried: Callable[[], Iterable[Carried]]
    """What comes back from it, from the format's own table."""
    one_language: bool
    write: Callable[[Statement], bytes]


@dataclass(frozen=True, slots=True)
class Converted:
    """What came out of a conversion."""

    document: bytes
    losses: tuple[FormatLoss, ...]


def statement(
    content: Mapping[str, Any], *, issuer: str | None, at: datetime, original: bytes
) -> Statement:
    """What `content`, as a report has it, states.

    Raises TeselaError `convert.says_too_little` where it is no achievement and award.
    """
    try:
        achievement = Achievement.model_validate(content.get("achievement"))
        award = Award.model_validate(content.get("award"))
    except ValidationError as error:
        raise TeselaError("convert.says_too_little", format=str(content.get("format"))) from error
    return Statement(
        achievement, award, issuer or achievement.id, at.replace(microsecond=0), original
    )


def convert(stated: Statement, to: str) -> Converted:
    """`stated` in the format `to`, with what it loses there.

    Raises TeselaError `convert.unknown_format`, `convert.no_country`.
    """
    if to not in FORMS:
        raise TeselaError("convert.unknown_format", format=to, known=", ".join(FORMS))
    form = FORMS[to]
    language = stated.award.language if form.one_language else None
    parts = {"achievement": stated.achievement, "award": stated.award}
    return Converted(form.write(stated), tuple(losses(parts, form.carried(), language)))


def _open_badge(stated: Statement) -> bytes:
    return _json(
        openbadges.write(
            stated.achievement,
            stated.award,
            issuer=stated.issuer,
            issued_at=stated.at,
            image=stated.edition.image(stated.award.language),
        )
    )


def _european(stated: Statement) -> bytes:
    return _json(
        european.document(
            stated.achievement,
            stated.award,
            sealer=_sealer(stated),
            issued_at=stated.at,
            image=stated.edition.display(stated.award.language),
        )
    )


def _sealer(stated: Statement) -> elm.CertifiedOrganisation:
    """The issuer as its certificate would name it; the profile demands a country and a number."""
    party = stated.achievement.issuer
    if party.country is None:
        raise TeselaError("convert.no_country", name=next(iter(party.name.values())))
    numbers = {number.scheme: number.value for number in party.identifiers}
    known = (numbers[scheme] for scheme in _NUMBERS if scheme in numbers)
    return european.certified_organisation(
        name=party.legal_name or party.name.in_language(stated.award.language),
        identifier=next(known, party.id or stated.issuer),
        country=party.country,
    )


def _eu_wallet(stated: Statement) -> bytes:
    return _wallet(stated, None)


def _own_wallet(stated: Statement) -> bytes:
    return _wallet(stated, sdjwt.own_type())


def _wallet(stated: Statement, own: sdjwt.OwnType | None) -> bytes:
    written = sdjwt.write(
        stated.achievement, stated.award, issuer=stated.issuer, issued_at=stated.at, own=own
    )
    return _json(written.claims)


def _pdf(stated: Statement) -> bytes:
    """The readable document, with the original as it came inside."""
    media_type, ending = _kind_of(stated.original)
    name = stated.award.id.removeprefix("urn:uuid:") + ending
    content = document.content(
        stated.achievement,
        stated.award,
        language=stated.award.language,
        issued_on=stated.at.date(),
        state_page=stated.achievement.issuer.website,
        credential_name=name,
        tile_svg=stated.edition.tile(stated.award.language),
    )
    original = document.Attachment(name, media_type, stated.original, "credential", "data")
    return document.pdf(content, attachments=[original], created=stated.at)


def _kind_of(original: bytes) -> tuple[str, str]:
    """Media type and ending of a credential, by its first characters."""
    if original.lstrip()[:1] == b"{":
        return "application/vc", ".json"
    if b"~" in original:
        return "application/dc+sd-jwt", ".sd-jwt"
    return "application/vc+jwt", ".jwt"


def _original_inside() -> Iterable[Carried]:
    return Carried("achievement", "whole"), Carried("award", "whole")


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


FORMS = {
    form.name: form
    for form in (
        Form("openbadge", openbadges.carried, True, _open_badge),
        Form("elm", elm.carried, False, _european),
        Form("sd-jwt", lambda: sdjwt.carried(own=False), True, _eu_wallet),
        Form("sd-jwt-full", lambda: sdjwt.carried(own=True), False, _own_wallet),
        Form("pdf", _original_inside, False, _pdf),
    )
}
