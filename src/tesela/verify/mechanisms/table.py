"""Every way in which a credential may be secured: one module each, and one line in `MECHANISMS`."""

from tesela.verify.mechanisms.embedded import EMBEDDED
from tesela.verify.mechanisms.jose import JOSE, SELECTIVE
from tesela.verify.mechanisms.openbadges2 import OPEN_BADGES_2
from tesela.verify.mechanisms.sd_jwt import SD_JWT
from tesela.verify.mechanisms.sealed import SEALED
from tesela.verify.mechanisms.status_token import STATUS_TOKEN
from tesela.verify.opened import Mechanism

MECHANISMS: tuple[Mechanism, ...] = (
    SELECTIVE,
    OPEN_BADGES_2,
    SD_JWT,
    STATUS_TOKEN,
    SEALED,
    JOSE,
    EMBEDDED,
)
"""In the order in which they are asked; `EMBEDDED` takes every JSON object that is left."""
