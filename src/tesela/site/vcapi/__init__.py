"""The VC-API of the W3C CCG, as the public test suites of the W3C call it (docs/conformance.md).

For testing only, and off unless `TESELA_VC_API=1`: whoever can reach it gets
statements signed with demonstration keys. No organisation's key is used here.
"""
