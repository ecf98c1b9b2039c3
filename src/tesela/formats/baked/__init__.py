"""Baked badges: a picture with the signed credential inside (Open Badges 3.0, 5.3).

`png` and `svg` each bake and find it again; `drawn` makes the PNG of a tile.
The picture itself is not signed, and what it shows proves nothing.
"""

LARGEST_CREDENTIAL_BYTES = 5_000_000
"""How far a compressed credential is unfolded, and how much of an SVG's text is taken."""
