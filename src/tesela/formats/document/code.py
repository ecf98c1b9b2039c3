"""An address as a QR code, drawn as SVG (ISO/IEC 18004)."""

import io
from functools import lru_cache

import segno


@lru_cache(maxsize=64)  # Finding the best of eight masks takes long, and a class may have one page.
def drawn(address: str) -> str:
    """SVG with a light field of four modules around the code, in black on white.

    Level M: a quarter of such a code may be worn and it is still read at the
    size it is printed.
    """
    out = io.BytesIO()
    segno.make_qr(address, error="m").save(
        out,
        kind="svg",
        border=4,
        light="#fff",
        dark="#000",
        xmldecl=False,
        svgns=True,
        nl=False,
        omitsize=True,
        svgclass=None,
        lineclass=None,
    )
    return out.getvalue().decode("utf-8")
