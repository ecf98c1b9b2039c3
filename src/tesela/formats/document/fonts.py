"""The fonts the PDF is set in: Noto Sans for Latin, Greek and Cyrillic.

Every other family that is installed as a font package (fontpkg-…) lends the
letters that Noto Sans does not have, so another script is served by
installing its package. Fonts of the operating system are never used: the
same document would look different on every machine.
"""

from functools import cache

import fontpkg
import typst

FAMILY = "Noto Sans"


@cache
def fonts() -> typst.Fonts:
    """The font files, opened once for the process."""
    folders = sorted(
        {str(file.path.parent) for family in fontpkg.families().values() for file in family.files}
    )
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


@cache
def families() -> tuple[str, ...]:
    """Names of the families, the document's own first."""
    others = sorted(name for name in fonts().families() if name != FAMILY)
    return (FAMILY, *others)
