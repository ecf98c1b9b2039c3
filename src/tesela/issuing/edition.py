"""What all credentials of one version of an achievement share, made once."""

import base64
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from tesela.formats import document, elm, openbadges
from tesela.formats.baked import drawn
from tesela.formats.digests import sri
from tesela.formats.tile import TileFacts, draw, draw_small
from tesela.issuing.badge_texts import BadgeTexts
from tesela.issuing.templates import Templates
from tesela.issuing.wallet_templates import WalletTemplates
from tesela.model.achievement import Achievement

if TYPE_CHECKING:
    from tesela.issuing.european_templates import EuropeanTemplates

DESCRIPTION_TYPE = "application/ld+json"


@dataclass(frozen=True)
class Edition:
    """What all credentials of one version of an achievement share."""

    achievement: Achievement
    issuer: str
    kept_description: bytes | None = None

    @cached_property
    def iri(self) -> str:
        """Of this version of the achievement."""
        return self.achievement.edition

    @cached_property
    def description(self) -> bytes:
        """The complete public description, which every credential pins.

        It contains labels of controlled lists, which a later release may
        improve: so the bytes of a version are kept by whoever issues.
        """
        return self.kept_description or elm.description_bytes(self.achievement)

    @cached_property
    def templates(self) -> Templates:
        """The same badge for many awards, fast."""
        return Templates()

    @cached_property
    def badge_texts(self) -> BadgeTexts:
        """The same for badges that are signed as texts."""
        return BadgeTexts()

    @cached_property
    def european_templates(self) -> "EuropeanTemplates":
        """The same for European credentials."""
        # Loaded for seals only: reading certificates takes as long as making many credentials.
        from tesela.issuing.european_templates import EuropeanTemplates

        return EuropeanTemplates()

    @cached_property
    def wallet_templates(self) -> WalletTemplates:
        """The same for what wallets hold."""
        return WalletTemplates()

    @cached_property
    def pinned(self) -> openbadges.Pinned:
        return openbadges.Pinned(self.achievement.edition, sri(self.description), DESCRIPTION_TYPE)

    def tile(self, language: str) -> str:
        """The tile as SVG, for the document's own page."""
        return self._drawn(draw, language)

    def tile_png(self, language: str) -> bytes:
        """The tile as a PNG of 512 pixels, drawn once for each language."""
        tag = self._words(language)[2]
        if tag not in self._rendered:
            self._rendered[tag] = drawn.png_of(self.tile(tag))
        return self._rendered[tag]

    def display(self, language: str) -> bytes:
        """The page of European credentials as a PNG, drawn once for each language."""
        title, _, tag = self._words(language)
        if tag not in self._displays:
            bodies = self.achievement.responsible_bodies
            self._displays[tag] = document.display_png(
                self._drawn(draw_small, tag),
                title=title,
                body=", ".join(body.name.in_language(tag) for body in bodies),
                language=tag,
            )
        return self._displays[tag]

    def image(self, language: str) -> str:
        """The simplified tile as a data URL, small enough for every credential."""
        small = self._drawn(draw_small, language)
        return "data:image/svg+xml;base64," + base64.b64encode(small.encode()).decode()

    def _drawn(self, drawing: Callable[..., str], language: str) -> str:
        """Drawn once for each language that the description has."""
        title, description, tag = self._words(language)
        key = (drawing.__name__, tag)
        if key not in self._drawings:
            self._drawings[key] = drawing(
                self._facts, title=title, description=description, language=tag
            )
        return self._drawings[key]

    @cached_property
    def _drawings(self) -> dict[tuple[str, str], str]:
        return {}

    @cached_property
    def _rendered(self) -> dict[str, bytes]:
        return {}

    @cached_property
    def _displays(self) -> dict[str, bytes]:
        return {}

    @cached_property
    def _facts(self) -> TileFacts:
        achievement = self.achievement
        stackability = achievement.stackability
        level = achievement.level
        return TileFacts(
            achievement=achievement.id,
            field=achievement.fields[0] if achievement.fields else None,
            level=level.eqf if level else None,
            outcomes=len(achievement.learning_outcomes),
            issuer=achievement.issuer.id or self.issuer,
            pathway=stackability.pathway if stackability else None,
            place_in_pathway=stackability.place_in_pathway if stackability else None,
            pathway_length=stackability.pathway_length if stackability else None,
        )

    def _words(self, language: str) -> tuple[str, str, str]:
        """Title and alternative text, and the language they are in."""
        title, picture = self.achievement.title, self.achievement.picture
        text = picture.alternative_text if picture else title
        tag = text.language_for(language)
        return title.in_language(tag), text[tag], tag
