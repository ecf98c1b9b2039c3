"""Where the examples that people start from are installed."""

from pathlib import Path

import tesela
from tesela.text.errors import TeselaError


def example(name: str) -> Path:
    """The file `name` of `examples`, such as `rosters/class.csv`.

    Raises TeselaError `cli.no_examples` where the installation has none.
    """
    package = Path(tesela.__file__).parent
    for folder in (package / "examples", package.parents[1] / "examples"):
        if (folder / name).is_file():
            return folder / name
    raise TeselaError("cli.no_examples", file=name)
