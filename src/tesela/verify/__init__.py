"""Verifying: is this credential genuine, and does it still stand?

    report = verify(data, at=now, fetch=fetch, registry=registry)

    report = verify_presentation(data, at=now, fetch=fetch, challenge="…", domain="…")

`procedure` has the numbered steps, `policy` what they mean together.
"""

from tesela.verify.presentation import verify_presentation
from tesela.verify.procedure import verify, verify_each, verify_endorsements

__all__ = ["verify", "verify_each", "verify_endorsements", "verify_presentation"]
