"""How much of a class list is read before it is refused.

Each bound is counted on what is really read, not on what a file says about
itself, so memory and time stay bounded for a file made to do harm.
"""

from dataclasses import dataclass

MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds in bytes, characters and counts; the defaults fit a million learners."""

    file_bytes: int = 256 * MEGABYTE
    package_bytes: int = 64 * MEGABYTE
    """An XLSX or ODS file as it is stored."""
    unpacked_bytes: int = 512 * MEGABYTE
    """All parts that are read from an XLSX or ODS file, together."""
    shared_text_bytes: int = 128 * MEGABYTE
    """The texts that an XLSX file keeps apart from its cells."""
    package_parts: int = 2_000
    token_bytes: int = 4 * MEGABYTE
    """One tag of XML."""
    rows: int = 1_048_576
    spreadsheet_rows: int = 1_048_576
    """Of an XLSX or ODS file, whose texts may stand together in a part that is read as a whole."""
    columns: int = 256
    row_characters: int = 131_072
    cell_characters: int = 32_767
    """What a spreadsheet program allows in a cell."""
    header_within_rows: int = 20
    quote_faults: int = 20


DEFAULT_LIMITS = Limits()
