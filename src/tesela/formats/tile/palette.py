"""Twelve pairs of hues, and what is laid beside what.

Colours are made in OKLCH (CSS Color 4, section 9): lightness 0 to 1, chroma,
hue in degrees. Every role has its own lightness, the same in all pairs, so
that contrast never hangs on hue and whoever sees hues differently sees the
same picture. Contrast is that of WCAG 2.2; the tests hold 3:1 (1.4.11)
between all neighbours that carry meaning.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from tesela.formats.tile.seed import Chance

HUE_PAIRS = (
    (205, 62),  # deep sea, apricot
    (262, 88),  # night blue, straw
    (335, 150),  # plum, young green
    (152, 40),  # pine, salmon
    (38, 228),  # terracotta, sky
    (288, 172),  # violet, mint
    (12, 82),  # wine, gold
    (132, 25),  # moss, coral
    (238, 355),  # slate blue, rose
    (55, 195),  # umber, turquoise
    (312, 112),  # mulberry, lime
    (178, 305),  # spruce, lilac
)
"""(hue of the deep stone, hue of the bright stone), in degrees."""

_STONE_HUE = 82
_TONES = (0.0, 0.032, -0.030)


@dataclass(frozen=True, slots=True)
class Palette:
    """Tones of each material as #rrggbb, the middle one first; grouts and ink singly."""

    deep: tuple[str, ...]
    dusk: tuple[str, ...]
    mid: tuple[str, ...]
    bright: tuple[str, ...]
    pale: tuple[str, ...]
    light: tuple[str, ...]
    sand: tuple[str, ...]
    slate: tuple[str, ...]
    grout: str
    grout_light: str
    grout_deep: str
    grout_mid: str
    grout_bright: str

    def tones(self, material: str) -> tuple[str, ...]:
        value = getattr(self, material)
        return (value,) if isinstance(value, str) else value


def hues_of(issuer: str) -> tuple[int, int]:
    """The issuer's two hues: always the same, and only by who the issuer is."""
    return Chance("issuer", issuer).pick(HUE_PAIRS)


def palette_of(issuer: str, *, swapped: bool = False) -> Palette:
    """The stones in the issuer's hues; `swapped` makes the second one the deep one.

    A yellow is never made the deep one: a dark yellow is mud.
    """
    one, other = hues_of(issuer)
    if swapped and not 70 < other < 125:
        one, other = other, one
    return _palette(one, other)


@lru_cache(maxsize=2 * len(HUE_PAIRS))
def _palette(deep: int, bright: int) -> Palette:
    return Palette(
        deep=_tones(0.37, 0.090, deep),
        dusk=_tones(0.425, 0.095, bright),
        mid=_tones(0.49, 0.115, bright),
        bright=_tones(0.80, 0.110, bright),
        pale=_tones(0.875, 0.085, bright),
        light=_tones(0.955, 0.018, _STONE_HUE),
        sand=_tones(0.885, 0.048, _STONE_HUE),
        slate=_tones(0.60, 0.016, _STONE_HUE),
        grout=oklch(0.79, 0.028, _STONE_HUE),
        grout_light=oklch(0.865, 0.026, _STONE_HUE),
        grout_deep=oklch(0.24, 0.050, deep),
        grout_mid=oklch(0.40, 0.080, bright),
        grout_bright=oklch(0.66, 0.090, bright),
    )


def _tones(lightness: float, chroma: float, hue: int) -> tuple[str, ...]:
    return tuple(
        oklch(lightness + step, chroma * (1 + step), hue + turn * 5)
        for turn, step in enumerate(_TONES)
    )


def oklch(lightness: float, chroma: float, hue: float) -> str:
    """The colour as #rrggbb; chroma gives way until sRGB can show it."""
    while True:
        channels = _linear_srgb(lightness, chroma, math.radians(hue))
        if all(-0.0005 <= value <= 1.0005 for value in channels):
            return "#" + "".join(f"{round(255 * _gamma(value)):02x}" for value in channels)
        chroma *= 0.97


def _linear_srgb(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _gamma(value: float) -> float:
    value = min(1.0, max(0.0, value))
    return 12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two #rrggbb colours, 1 to 21 (WCAG 2.2)."""
    dark, pale = sorted((luminance(one), luminance(other)))
    return (pale + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb, 0 to 1 (WCAG 2.2)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in channels]
    return sum(v * share for v, share in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


@dataclass(frozen=True, slots=True)
class Scheme:
    """Which material each part of one tile is laid in.

    `courses`: those of the level, from the innermost on in turn.
    """

    ground: str
    figure: str
    second: str
    outcome_course: str
    outcome: str
    courses: tuple[str, str]


SCHEMES: Sequence[Scheme] = (
    Scheme("light", "deep", "mid", "deep", "bright", ("light", "mid")),
    Scheme("light", "deep", "mid", "deep", "light", ("bright", "deep")),
    Scheme("deep", "light", "bright", "light", "deep", ("mid", "light")),
    Scheme("deep", "bright", "light", "bright", "deep", ("light", "deep")),
    Scheme("bright", "deep", "deep", "deep", "light", ("light", "deep")),
    Scheme("bright", "deep", "deep", "light", "deep", ("deep", "light")),
)
"""Six ways to lay one pair of hues; the achievement chooses."""


SURROUNDS = (
    ("sand", "deep"),
    ("sand", "mid"),
    ("deep", "bright"),
    ("deep", "light"),
    ("bright", "deep"),
    ("light", "mid"),
)
"""The field round the medallion, and the ornament in its corners."""

SHADES = {"light": "pale", "deep": "dusk", "bright": "pale"}
"""The second shade of each stone that a ground may be laid in."""


def grout_of(material: str) -> str:
    """What a material is bedded in."""
    return f"grout_{material}" if material in ("deep", "mid", "bright") else "grout"
