"""JAdES: seals of organisations in JSON (ETSI TS 119 182-1), as European Digital Credentials have them.

A JAdES is a JSON Web Signature whose header names the certificate of who
sealed. `reading` takes it apart and verifies the signature; `unsigned` reads
what was added later (`etsiU`: time-stamps, certificates, revocation values)
and says what each time-stamp is of; `sealing` writes, `alike` for a whole batch.
"""

from tesela.proofs.jades.alike import Alike, alike
from tesela.proofs.jades.reading import Jades, Signature, parse
from tesela.proofs.jades.sealing import renewed, seal
from tesela.proofs.jades.unsigned import Added, Stamp, added, level_of, stamps

__all__ = [
    "Added",
    "Alike",
    "Jades",
    "Signature",
    "Stamp",
    "added",
    "alike",
    "level_of",
    "parse",
    "renewed",
    "seal",
    "stamps",
]
