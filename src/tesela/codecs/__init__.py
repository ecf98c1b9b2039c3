"""Encodings that standards share: JSON read strictly, JCS, JSON-LD in safe mode, RDFC-1.0, multibase.

Nothing here knows what a credential is. `jsonld.canonical_quads` is what
signatures of the `-rdfc-` suites cover; `contexts` are the only contexts there are.
"""
