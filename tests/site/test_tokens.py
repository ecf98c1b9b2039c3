"""Links and letter codes that were given out open what they opened."""

import base64
import hmac
from hashlib import sha256
from typing import Any

from django.conf import settings as ours
from hypothesis import given
from hypothesis import strategies as st

from tesela.site import tokens

AWARD = "0b1d9b6e-3c1f-4f7e-9a5e-2f1f6c1f0a11"
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def test_what_was_given_out_stays(settings: Any) -> None:
    settings.SECRET_KEY = "x" * 40
    assert tokens.token("award", AWARD) == "4tgekrvepch5ncu5su4xewvzgnbiv2q4"
    assert tokens.code("award", AWARD) == "Y7AS-15C1-FY4N"


def test_another_key_opens_nothing(settings: Any) -> None:
    before = tokens.token("award", AWARD), tokens.code("award", AWARD)
    settings.SECRET_KEY = "y" * 40
    assert tokens.token("award", AWARD) != before[0]
    assert tokens.code("award", AWARD) != before[1]


@given(st.uuids().map(str), st.sampled_from(("award", "share")))
def test_they_are_the_keyed_hash_letter_by_letter(identifier: str, purpose: str) -> None:
    key = sha256(b"tesela links\n" + ours.SECRET_KEY.encode()).digest()
    opens = hmac.digest(key, f"{purpose}\n{identifier}".encode(), "sha256")
    types = int.from_bytes(hmac.digest(key, f"{purpose} code\n{identifier}".encode(), "sha256"))
    letters = "".join(LETTERS[types >> 5 * place & 31] for place in range(12))
    assert tokens.token(purpose, identifier) == base64.b32encode(opens[:20]).decode().lower()
    assert tokens.code(purpose, identifier) == f"{letters[:4]}-{letters[4:8]}-{letters[8:]}"
    assert tokens.read_code(letters.lower().replace("0", "o")) == tokens.code(purpose, identifier)
