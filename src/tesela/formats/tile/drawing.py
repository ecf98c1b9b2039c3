"""What a tile consists of before it is written down: beds and stones by material."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from tesela.formats.tile.andamento import GROUT, Stone, hewn
from tesela.formats.tile.seed import Chance
from tesela.formats.tile.shapes import Outline


@dataclass(slots=True)
class Layer:
    """Stones of one material that belong together; `part` says what they are.

    `tones` holds one list of stones for each tone of the material. A bed is
    what stones lie in: one tone, polygons as they are, seen as grout.
    """

    part: str
    material: str
    is_bed: bool = False
    tones: list[list[Stone]] = field(default_factory=lambda: [[], [], []])


@dataclass(slots=True)
class Drawing:
    """Layers from the lowest to the uppermost, on a square of 512 units."""

    chance: Chance
    one_ink: bool = False
    """Whether light and dark alone make the picture: then grout is half as wide."""
    layers: list[Layer] = field(default_factory=list)

    def bed(self, part: str, material: str, outlines: Iterable[Outline]) -> None:
        layer = Layer(part, material, is_bed=True)
        layer.tones[0].extend(tuple(outline) for outline in outlines)
        self.layers.append(layer)

    def solid(self, part: str, material: str, outlines: Iterable[Outline]) -> None:
        """A shape in one piece; holes run the other way round."""
        layer = Layer(part, material)
        layer.tones[0].extend(tuple(outline) for outline in outlines)
        self.layers.append(layer)

    def place(self, part: str, material: str, tone: int, stone: Stone) -> None:
        """Lay a stone that is hewn already, in a tone that is chosen already."""
        for layer in self.layers:
            if layer.part == part and layer.material == material:
                break
        else:
            layer = Layer(part, material)
            self.layers.append(layer)
        layer.tones[tone].append(stone)

    def lay(
        self,
        part: str,
        material: str,
        stones: Iterable[Stone],
        *,
        rough: float = 1.3,
        gap: float = GROUT,
    ) -> None:
        """Hew the stones and lay them, each in a tone of the material."""
        layer = Layer(part, material)
        for stone in stones:
            if cut := hewn(stone, self.chance, rough, gap * (0.5 if self.one_ink else 1.0)):
                layer.tones[self.chance.pick((0, 0, 1, 2))].append(cut)
        self.layers.append(layer)
