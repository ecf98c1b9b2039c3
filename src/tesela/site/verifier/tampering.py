"""A forgery to learn from: what becomes of a credential in which one letter is changed."""

import json


def changed_by_one_letter(data: bytes) -> bytes:
    """The credential (Open Badges, JSON) with another first letter in its learner's name.

    Raises KeyError, IndexError or TypeError for a document without one, and
    ValueError for what is no JSON.
    """
    document = json.loads(data)
    name = document["credentialSubject"]["identifier"][0]
    first = "Y" if name["identityHash"][0] == "X" else "X"
    name["identityHash"] = first + name["identityHash"][1:]
    return json.dumps(document, ensure_ascii=False).encode()
