"""A small public-key infrastructure for tests: real certificates, real services, a clock to set.

The fixture `pki` (tests/conftest.py) gives a `Pki`:

    def test_something(pki: Pki) -> None:
        pki.seal_rsa.certificates      # DER: the seal's own, the intermediate, the root
        pki.seal_p256.pkcs12("secret") # the same key as a PKCS#12 file
        pki.seal_rsa.sign(data)        # JWS form; a Holder is a proofs.seals.Sealer
        pki.anchors                    # DER of the root: what a verifier trusts
        pki.time_stamp(digest)         # a token, without HTTP; a proofs.seals.TimeStamper
        pki.addresses["tsa"]           # http://127.0.0.1:…/tsa; also ocsp, crl, root_crl, issuer
        pki.get(url), pki.ask(url, body, media_type)   # plain HTTP to them
        pki.clock.now = datetime(2030, 1, 1, tzinfo=UTC)   # all services follow it
        pki.revoke(pki.seal_rsa)       # from now on; OCSP and CRL say so
        pki.certify(key, "Somewhere University", …)    # more certificates

Certificates name the services' real addresses (OCSP, CRL distribution point,
issuer). Each test gets the clock and the revocations as they were. Keys are
made anew in each run; nothing here is a secret.
"""

from tests.pki.authority import BEGINNING, Authority, Clock, Holder
from tests.pki.infrastructure import Pki, RefusedError, running

__all__ = ["BEGINNING", "Authority", "Clock", "Holder", "Pki", "RefusedError", "running"]
