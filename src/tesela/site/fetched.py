"""Answers that were fetched, in a folder that the processes of one machine share.

What a reader is not sure of is not there: a file that is cut off, of another address, or with other
bytes than it was written with is asked for anew. Files are written whole and then put in place.
Their names are digests; inside stand the address, when it was asked, until when it may be given
again, and the answer. Nothing secret is fetched; what an issuer publishes at an address of its own
for each person is not ours to tell apart, so that nothing stays longer than a day. The folder is no
part of a backup and may be emptied at any time.
"""

import contextlib
import json
import os
import tempfile
from hashlib import sha256
from pathlib import Path

from tesela.trust.answers import MOST_ANSWERS, MOST_OCTETS, Answer, InMemory, Key

FOLDER = "fetched"
_HEAD = 10_000
"""Octets of the first line of a file."""
_LONGEST = 86_400
"""Seconds after which a file goes, whatever is in it."""


class InFolder:
    """Answers in memory first, and in the files of `folder` (`number` of them, of `octets`)."""

    def __init__(self, folder: Path, number: int = MOST_ANSWERS, octets: int = MOST_OCTETS) -> None:
        self._folder, self._number, self._octets = folder, number, octets
        self._memory = InMemory(number, octets)

    def get(self, key: Key, now: float, /) -> Answer | None:
        known = self._memory.get(key, now)
        if known and known.is_fresh(now):
            return known
        stored = self._read(key)  # another process may have asked meanwhile
        if stored is None or (known and known.asked >= stored.asked):
            return known
        self._memory.put(key, stored)
        return stored

    def put(self, key: Key, answer: Answer) -> None:
        self._memory.put(key, answer)
        with contextlib.suppress(OSError):  # without a folder there is still the memory
            stored = self._read(key)
            if answer.until <= answer.asked:  # others have to ask in any case
                self._path(key).unlink(missing_ok=True)
            elif stored is None or not stored.overtook(answer):
                self._write(key, answer)
                self._make_room(answer.asked)

    def forget(self, key: Key) -> None:
        self._memory.forget(key)
        with contextlib.suppress(OSError):
            self._path(key).unlink(missing_ok=True)

    def _path(self, key: Key) -> Path:
        return self._folder / sha256("\n".join(key).encode()).hexdigest()

    def _read(self, key: Key) -> Answer | None:
        try:
            with self._path(key).open("rb") as file:
                head = json.loads(file.readline(_HEAD))
                data = file.read(self._octets + 1)
            same = head.pop("key") == [*key] and head.pop("sha256") == sha256(data).hexdigest()
            moments = float(head.pop("asked")), float(head.pop("until"))
            return Answer(data, *moments, **head) if same else None
        except (OSError, ValueError, TypeError, AttributeError, KeyError):
            return None

    def _write(self, key: Key, answer: Answer) -> None:
        about = {**answer._asdict(), "key": key, "sha256": sha256(answer.data).hexdigest()}
        del about["data"]
        head = json.dumps(about).encode() + b"\n"
        if len(head) > _HEAD:
            return
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        made, name = tempfile.mkstemp(dir=self._folder, prefix=".")
        try:
            with os.fdopen(made, "wb") as file:
                file.write(head + answer.data)
            Path(name).replace(self._path(key))
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise

    def _make_room(self, now: float) -> None:
        """What is older than a day goes, and of more than there is room for what was written first;
        half-written files of processes that are gone, too.
        """
        files = sorted(
            ((entry.stat(), entry.path) for entry in os.scandir(self._folder)),
            key=lambda one: one[0].st_mtime,
            reverse=True,
        )
        size = 0
        for at, (about, path) in enumerate(files):
            size += about.st_size
            is_old = about.st_mtime < now - _LONGEST
            if is_old or at >= self._number or size > self._octets:
                Path(path).unlink(missing_ok=True)
