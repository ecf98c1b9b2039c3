"""Verifying: is this credential genuine, and does it still stand?

    report = verify(data, at=now, fetch=fetch, registry=registry)

`procedure` has the numbered steps, `policy` what they mean together.
"""

from tesela.verify.procedure import verify

__all__ = ["verify"]
