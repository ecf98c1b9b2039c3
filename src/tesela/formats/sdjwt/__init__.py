"""The credential for a wallet (SD-JWT VC): its claims, its types, and reading them.

`table.TABLE` says which field is which claim; `write` makes the claims, `read`
reads anybody's, `types` makes the documents that describe our own type. How it
is signed is in `proofs.sd_jwt`.
"""

from tesela.formats.sdjwt.read import NESTED_TYPE, Reading, is_learning_credential, read
from tesela.formats.sdjwt.stated import stated
from tesela.formats.sdjwt.table import (
    EU_TYPE,
    OWN_TYPE_NAME,
    PROJECT_BASE,
    TABLE,
    carried,
    claims_of,
)
from tesela.formats.sdjwt.types import (
    claim_label,
    own_type,
    type_address,
    type_bytes,
    type_metadata,
)
from tesela.formats.sdjwt.write import Claims, OwnType, lacking, unsaid, write

__all__ = [
    "EU_TYPE",
    "NESTED_TYPE",
    "OWN_TYPE_NAME",
    "PROJECT_BASE",
    "TABLE",
    "Claims",
    "OwnType",
    "Reading",
    "carried",
    "claim_label",
    "claims_of",
    "is_learning_credential",
    "lacking",
    "own_type",
    "read",
    "stated",
    "type_address",
    "type_bytes",
    "type_metadata",
    "unsaid",
    "write",
]
