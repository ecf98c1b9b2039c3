"""`tesela issue --time-stamps`: the age of what was issued, shown by an independent authority.

What has no time proof yet gets one when a run is over: one time-stamp for all
of it, and for each award a file in `proofs/`. The files themselves say what is
missing, so a run that was killed costs one more time-stamp and nothing else. An
older proof always stays: it is the better one.

What nothing else is made from is stamped. A PDF, a page or a picture has the
credential inside and is as old as that.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from tesela.cli.output import write_whole
from tesela.codecs import jsontext
from tesela.issuing.credentials import FORMATS
from tesela.proofs import time_proofs
from tesela.proofs.seals import Revocations, TimeStamper
from tesela.text.errors import TeselaError

FOLDER = "proofs"
_STAMPED = tuple(some for some in FORMATS.values() if not some.needs)


@dataclass(frozen=True, slots=True)
class Stamping:
    """Whom to ask for time-stamps, and how to collect what proves them later."""

    stamper: TimeStamper
    revocations: Revocations


def stamp_missing(folder: Path, awards: Iterable[str], stamping: Stamping) -> int:
    """Stamps what has no time proof in `folder`; how many awards that were.

    `awards` are ids. Raises TeselaError `issue.unwritable`, and what `time_proofs.stamped` raises:
    then nothing was written.
    """
    missing = list(_missing(folder, awards))
    if not missing:
        return 0
    files = (found for _, found in missing)
    proofs = time_proofs.stamped(files, stamping.stamper, stamping.revocations)
    (folder / FOLDER).mkdir(exist_ok=True)
    for (path, _), proof in zip(missing, proofs(), strict=True):
        write_whole(path, proof.to_bytes())
    return len(missing)


def _missing(folder: Path, awards: Iterable[str]) -> Iterator[tuple[Path, dict[str, bytes]]]:
    """Where the next proof of an award goes, and what it has to prove."""
    for award in awards:
        name = award.removeprefix("urn:uuid:")
        there = {
            some.name: sha256(path.read_bytes()).digest()
            for some in _STAMPED
            if (path := folder / f"{name}{some.suffix}").is_file()
        }
        number, path, proven = 1, folder / FOLDER / f"{name}.json", set[bytes]()
        while path.is_file():
            proven |= _proven(path)
            number += 1
            path = folder / FOLDER / f"{name}-{number}.json"
        open_ = {kind: digest for kind, digest in there.items() if digest not in proven}
        if open_:
            yield path, open_


def _proven(path: Path) -> set[bytes]:
    """The digests in a proof; none in a file that is damaged, beside which a new one is put."""
    try:
        value = jsontext.parse(path.read_bytes())
        proof = time_proofs.read(value) if isinstance(value, dict) else None
    except TeselaError:
        return set()
    return {entry.digest for entry in proof.entries} if proof else set()
