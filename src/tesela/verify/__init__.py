"""Verifying: is this credential genuine, and does it still stand?

    report = verify(data, at=now, fetch=fetch, registry=registry)

    for report in verify_many(documents, at=now, fetch=fetch, registry=registry): …

    report = verify_presentation(data, at=now, fetch=fetch, challenge="…", domain="…")

`procedure` has the numbered steps, `policy` what they mean together.
"""

from tesela.verify.many import verify_many
from tesela.verify.presentation import verify_presentation
from tesela.verify.procedure import verify, verify_each, verify_endorsements

__all__ = ["verify", "verify_each", "verify_endorsements", "verify_many", "verify_presentation"]
