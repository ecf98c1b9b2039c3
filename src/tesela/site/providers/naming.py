"""An organisation's name in addresses, made from the name people know it by.

Greek and Cyrillic letters become Latin ones as street signs write them; what
has no Latin letter is left out; where nothing is left, chance names it.
"""

import re
import secrets
import unicodedata

from tesela.site.providers.models import Organisation

_LONGEST = 40
_RESERVED = frozenset(("new", "settings", "organisations", "issuers", "status", "admin", "api"))
_GREEK = (
    "α=a β=v γ=g δ=d ε=e ζ=z η=i θ=th ι=i κ=k λ=l μ=m ν=n ξ=x ο=o π=p ρ=r σ=s ς=s τ=t υ=y φ=f "
    "χ=ch ψ=ps ω=o"
)
_CYRILLIC = (
    "а=a б=b в=v г=g д=d е=e ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=h "
    "ц=ts ч=ch ш=sh щ=sht ъ=a ь=y ю=yu я=ya ы=y э=e і=i ї=yi є=ye ґ=g"
)
_LATIN = "ß=ss æ=ae œ=oe ø=o ł=l đ=d ð=d þ=th ı=i ħ=h ŋ=n"
_LETTERS = str.maketrans(dict(pair.split("=") for pair in f"{_GREEK} {_CYRILLIC} {_LATIN}".split()))


def plain(name: str) -> str:
    """`name` in small Latin letters, digits and hyphens; empty where nothing is left.

    A letter in the table is replaced before its accents are taken off and
    after, since й is и with a breve to Unicode.
    """
    small = name.casefold().translate(_LETTERS)
    bare = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", small)
        if not unicodedata.combining(letter)
    )
    words = re.sub(r"[^a-z0-9]+", "-", bare.translate(_LETTERS)).strip("-")
    return words[:_LONGEST].rstrip("-")


def free_slug(name: str) -> str:
    """A slug that no organisation has yet."""
    wanted = plain(name)
    if len(wanted) < 3 or wanted in _RESERVED:
        wanted = f"{wanted}-{secrets.token_hex(4)}".strip("-")
    if not Organisation.objects.filter(slug=wanted).exists():
        return wanted
    return f"{wanted}-{secrets.token_hex(3)}"
