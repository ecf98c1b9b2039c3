"""Canonical forms, fast and certified: what depends only on a document's shape is done once.

`canonical_quads` gives the same text as `codecs.jsonld.canonical_quads`, which
stays the authority. See `compiled` for how, docs/shapes.md for why it is right.
"""

from tesela.shapes.compiled import canonical_quads

__all__ = ["canonical_quads"]
