"""One award → its files: the credential in each format that was asked for.

All files of an award state the same facts and share its id. They depend on
nothing but their arguments, so that the same record always gives the same
bytes. To add a format: its writer and a line in `FORMATS`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from tesela.codecs.contexts import BUNDLED, ContextSet
from tesela.formats import document, openbadges, sdjwt
from tesela.formats.baked import png, svg
from tesela.formats.openbadges import endorsement, mandate
from tesela.issuing.badge_texts import Badge, document_by_writing, token_by_writing
from tesela.issuing.case import Case
from tesela.issuing.edition import DESCRIPTION_TYPE, Edition
from tesela.issuing.wallet_templates import Wallet
from tesela.model.achievement import Achievement
from tesela.model.award import Award
from tesela.model.mandate import Cited
from tesela.proofs.data_integrity import signer_signs_text
from tesela.proofs.keys import Signer
from tesela.proofs.seals import Sealing
from tesela.status.bitstring import Place, entry
from tesela.text.errors import TeselaError

CREDENTIAL_TYPE = "application/vc"


@dataclass(frozen=True, slots=True)
class Options:
    """How the credentials of one batch are made."""

    formats: Sequence[str] = ("openbadge",)
    """Names from `FORMATS`; what a format is made from is made too."""
    suite: str | None = None
    """The cryptosuite; None is the usual one for the signer's kind of key."""
    state_page: str | None = None
    """Where people can ask for the current state; the word AWARD becomes the award's id."""
    contexts: ContextSet = BUNDLED
    wallet_signer: Signer | None = None
    """Signs what wallets hold (P-256); None is the batch's own signer."""
    sealing: Sealing | None = None
    """How the organisation seals European Digital Credentials and PDFs."""
    holder_key: Mapping[str, str] | None = None
    """The public key (JWK) of the one wallet that the credentials are for."""
    endorsements: tuple[Mapping[str, Any], ...] = ()
    """Signed endorsements of the achievement that travel with a badge, as JSON."""
    mandates: tuple[Cited, ...] = ()
    """Under which it is issued in the name of another organisation, that one's own first."""
    type_base: str = sdjwt.PROJECT_BASE
    """The https address under which our own type of wallet credential is served."""


_NO_OPTIONS = Options()


@dataclass(frozen=True, slots=True)
class Issued:
    """One award with its files by format."""

    award: Award
    files: Mapping[str, bytes]


@dataclass
class Making:
    """One award on its way: what is known, and the files made so far."""

    edition: Edition
    award: Award
    places: Sequence[Place]
    signer: Signer
    issued_at: datetime
    options: Options
    files: dict[str, bytes] = field(default_factory=dict)

    @property
    def case(self) -> Case:
        return Case(self.award, self.issued_at, tuple(self.places))

    @property
    def credential_name(self) -> str:
        return f"{self.award.id.removeprefix('urn:uuid:')}.json"

    @property
    def state_page(self) -> str | None:
        """Where people can ask for this award's current state."""
        page = self.options.state_page or self.edition.achievement.issuer.website
        return page.replace("AWARD", self.award.id) if page else None

    @cached_property
    def content(self) -> document.Content:
        return document.content(
            self.edition.achievement,
            self.award,
            language=self.award.language,
            issued_on=self.issued_at.date(),
            state_page=self.state_page,
            credential_name=self.credential_name,
            tile_svg=self.edition.tile(self.award.language),
        )


def _unsecured_badge(making: Making, case: Case) -> dict[str, Any]:
    badge = endorsement.carrying(_badge(making.edition, case), making.options.endorsements)
    return dict(mandate.carrying(badge, making.options.mandates, case.award.language))


def _badge(edition: Edition, case: Case) -> dict[str, Any]:
    return openbadges.write(
        edition.achievement,
        case.award,
        issuer=edition.issuer,
        issued_at=case.issued_at,
        status=[entry(place) for place in case.places],
        pinned=[edition.pinned],
        image=edition.image(case.award.language),
    )


def _open_badge(making: Making) -> bytes:
    if signer_signs_text(making.signer, making.options.suite):
        return _badge_as_text(making)
    return _badge_by_template(making) or _badge_by_writing(making)


def _badge_by_template(making: Making) -> bytes | None:
    """None where the general way has to be taken (`templates`)."""
    edition, options = making.edition, making.options
    if not _is_alone(options):
        return None
    return edition.templates.secured(
        making.case,
        lambda case: _badge(edition, case),
        making.signer,
        options.suite,
        options.contexts,
    )


def _badge_by_writing(making: Making) -> bytes:
    return document_by_writing(making.case, _as_badge(making))


def _badge_as_text(making: Making) -> bytes:
    badge = _as_badge(making)
    if _is_alone(making.options):
        return making.edition.badge_texts.document(making.case, badge)
    return document_by_writing(making.case, badge)


def _badge_token(making: Making) -> bytes:
    badge = _as_badge(making)
    if _is_alone(making.options):
        return making.edition.badge_texts.token(making.case, badge)
    return token_by_writing(making.case, badge)


def _is_alone(options: Options) -> bool:
    """Whether nothing comes along that is not of the award."""
    return not options.endorsements and not options.mandates


def _as_badge(making: Making) -> Badge:
    """How the badges of this batch are written and signed."""
    options = making.options
    return Badge(
        lambda case: _unsecured_badge(making, case), making.signer, options.contexts, options.suite
    )


def _pdf(making: Making) -> bytes:
    attachments = [
        document.Attachment(
            making.credential_name,
            CREDENTIAL_TYPE,
            making.files["openbadge"],
            "credential",
            "data",
        ),
        document.Attachment(
            "achievement.jsonld",
            DESCRIPTION_TYPE,
            making.edition.description,
            "description",
            "supplement",
        ),
    ]
    sealing = making.options.sealing
    made = document.pdf(
        making.content,
        attachments=attachments,
        created=making.issued_at,
        sealable=sealing is not None,
    )
    return _sealed_pdf(made, sealing, making.issued_at) if sealing else made


def _sealed_pdf(pdf: bytes, sealing: Sealing, at: datetime) -> bytes:
    """At the level of the organisation's seals as far as a PDF has it."""
    # Loaded for sealing only: it takes as long as making many credentials.
    from tesela.proofs import pades

    if sealing.level not in pades.LEVELS:
        sealing = replace(sealing, level=pades.LEVELS[-1])
    return pades.sealed(pdf, sealing, at)


def _page(making: Making) -> bytes:
    return document.page(
        making.content,
        credential=making.files["openbadge"],
        credential_name=making.credential_name,
    )


def _european(making: Making) -> bytes:
    """Sealed with the organisation's certificate, else with one that the key makes for itself."""
    # Loaded for seals only: reading certificates takes as long as making many credentials.
    from tesela.issuing import european
    from tesela.issuing.european_templates import European

    edition, options = making.edition, making.options
    at, templates = making.issued_at, edition.european_templates
    sealing = options.sealing or templates.own_sealing(
        edition.achievement, making.signer, at.astimezone(UTC).year
    )
    of = European(
        edition.achievement,
        european.organisation_of(sealing.sealer),
        making.signer.verification_method.partition("#")[0],
        edition.display,
        options.state_page or edition.achievement.issuer.website,
        options.mandates,
    )
    return templates.sealed(making.case, of, sealing, at)


def _eu_wallet(making: Making) -> bytes:
    return _wallet(making, None)


def _own_wallet(making: Making) -> bytes:
    return _wallet(making, sdjwt.own_type(making.options.type_base))


def _wallet(making: Making, own: sdjwt.OwnType | None) -> bytes:
    signer = making.options.wallet_signer or making.signer
    wallet = Wallet(making.edition.achievement, signer, own, making.options.holder_key)
    return making.edition.wallet_templates.signed(making.case, wallet)


def _baked_svg(making: Making) -> bytes:
    return svg.baked(making.edition.tile(making.award.language), making.files["openbadge"])


def _baked_png(making: Making) -> bytes:
    return png.baked(making.edition.tile_png(making.award.language), making.files["openbadge"])


class Format(NamedTuple):
    """One format that an award can be written in."""

    name: str
    suffix: str
    needs: tuple[str, ...]
    write: Callable[[Making], bytes]


FORMATS = {
    some.name: some
    for some in (
        Format("openbadge", ".json", (), _open_badge),
        Format("pdf", ".pdf", ("openbadge",), _pdf),
        Format("page", ".html", ("openbadge",), _page),
        Format("elm", ".elm.jsonld", (), _european),
        Format("sd-jwt", ".sd-jwt", (), _eu_wallet),
        Format("sd-jwt-full", ".full.sd-jwt", (), _own_wallet),
        Format("vc-jwt", ".jwt", (), _badge_token),
        Format("baked-svg", ".badge.svg", ("openbadge",), _baked_svg),
        Format("baked-png", ".badge.png", ("openbadge",), _baked_png),
    )
}
USUAL = ("openbadge", "pdf", "page")
"""What every learner gets unless somebody asks for other formats."""


def in_order(names: Iterable[str]) -> tuple[str, ...]:
    """`names` and what they need, each after what it needs.

    Raises TeselaError `format.unknown`.
    """
    return _in_order(tuple(names))


@lru_cache(maxsize=64)
def _in_order(names: tuple[str, ...]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for name in names:
        if name not in FORMATS:
            raise TeselaError("format.unknown", format=name, known=", ".join(FORMATS))
        found.update(dict.fromkeys((*FORMATS[name].needs, name)))
    return tuple(found)


def issue(
    achievement: Achievement,
    awards: Iterable[Award],
    signer: Signer,
    *,
    issued_at: datetime,
    options: Options | None = None,
    places: Callable[[Award], Sequence[Place]] = lambda _award: (),
) -> Iterator[Issued]:
    """The credentials of `awards`, one after another, in constant memory.

    `issued_at` is when, with a time zone, kept to the second; `places` where each award's state is
    published. Raises TeselaError `format.*`, `issue.other_edition` for an award
    of another achievement or version, and what `data_integrity.secure` raises.
    """
    issuer = signer.verification_method.partition("#")[0]
    edition = Edition(achievement, issuer)
    issued_at = issued_at.replace(microsecond=0)
    for award in awards:
        yield issue_award(
            edition, award, signer, issued_at=issued_at, options=options, places=places(award)
        )


def issue_award(
    edition: Edition,
    award: Award,
    signer: Signer,
    *,
    issued_at: datetime,
    options: Options | None = None,
    places: Sequence[Place] = (),
    kept: Mapping[str, bytes] | None = None,
) -> Issued:
    """The credentials of one award; keep `edition` for the next, it is costly to make.

    `kept` are files of it that were made before: they stay as they are, and
    what is made from them contains these very bytes. Raises what `issue` raises.
    """
    chosen = options or _NO_OPTIONS
    if award.achievement != edition.iri:
        raise TeselaError(
            "issue.other_edition", award=award.id, edition=str(award.achievement)[:300]
        )
    making = Making(edition, award, places, signer, issued_at, chosen, dict(kept or {}))
    for name in in_order(chosen.formats):
        if name not in making.files:
            making.files[name] = FORMATS[name].write(making)
    return Issued(award, making.files)
