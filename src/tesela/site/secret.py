"""The service's secret key: with it forms are kept from being forged by other pages.

All processes must share it. It comes from TESELA_SECRET_KEY, else from a file
that only its owner may read in the data folder, made at the first start, else
it lasts as long as the process.
"""

import os
import secrets
from pathlib import Path
from tempfile import NamedTemporaryFile

from tesela.text.errors import TeselaError

NAME = "secret-key"
MINIMUM = 32
"""Characters."""


def secret_key(given: str | None, data: Path | None) -> str:
    """Raises TeselaError `serve.setting`, `serve.key_file`, and OSError of the folder."""
    if given:
        if len(given) < MINIMUM:
            raise TeselaError("serve.setting", name="TESELA_SECRET_KEY", value="…")
        return given
    if data is None:
        return secrets.token_hex(MINIMUM)
    file = data / NAME
    if not file.exists():
        _make(file)
    found = file.read_text("ascii", errors="replace").strip()
    if len(found) < MINIMUM:
        raise TeselaError("serve.key_file", file=str(file))
    return found


def existing_key(given: str | None, data: Path) -> str:
    """The key in use; none is made. Raises TeselaError `backup.no_secret`, as `secret_key` else."""
    if not given and not (data / NAME).exists():
        raise TeselaError("backup.no_secret", place=str(data))
    return secret_key(given, data)


def _make(file: Path) -> None:
    """Whole or not at all, and once, though several processes begin together."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with NamedTemporaryFile("w", dir=file.parent, prefix=NAME) as new:  # has mode 600
        new.write(secrets.token_hex(MINIMUM) + "\n")
        new.flush()
        os.fsync(new.fileno())
        try:
            os.link(new.name, file)
        except FileExistsError:
            return
