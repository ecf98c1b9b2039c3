"""npm packages that tests need, installed beside the tests that use them, as they are pinned.

    python -m tests.node_packages

installs them all; else each test that needs some does.
"""

import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

_PINS = ("package.json", "package-lock.json")


class UnavailableError(Exception):
    """Why what a test wants to ask cannot be asked here."""


def install(folder: Path) -> None:
    """See that `folder` has the packages that its lock file pins.

    Raises UnavailableError without node or npm, or when npm cannot get them.
    """
    npm = shutil.which("npm")
    if not npm or not shutil.which("node"):
        raise UnavailableError("node and npm are not installed")
    pinned = sha256(b"".join((folder / name).read_bytes() for name in _PINS)).hexdigest()
    mark = f".tesela-{pinned[:16]}"
    if not (folder / "node_modules" / mark).exists():
        _install(npm, folder, mark)


def _install(npm: str, folder: Path, mark: str) -> None:
    """Install aside and move into place, so that two test processes cannot mix theirs."""
    modules = folder / "node_modules"
    with TemporaryDirectory(dir=folder, prefix="node_modules.") as aside:
        for name in _PINS:
            shutil.copy(folder / name, aside)
        done = subprocess.run(
            [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
            cwd=aside,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise UnavailableError(f"npm cannot install: {done.stderr.strip()[-300:]}")
        made = Path(aside) / "node_modules"
        (made / mark).touch()
        if modules.exists() and not (modules / mark).exists():
            modules.rename(Path(aside) / "old")
        if not modules.exists():
            made.rename(modules)


if __name__ == "__main__":
    try:
        for pins in sorted(Path(__file__).parent.rglob("package-lock.json")):
            if "node_modules" not in pins.parts:
                install(pins.parent)
    except UnavailableError as reason:
        sys.exit(str(reason))
