"""What is said of credentials for wallets (SD-JWT) and of whoever shows them."""

from tesela.text.messages import Message

_ORIGINAL = "Take nothing from it. Ask for the original credential."
_NEW = "Ask for it to be shown again."

MESSAGES = {
    "cli.wallet_lacks": Message(
        "Wallets that check strictly may refuse these credentials: the description does not say "
        "{claims}.",
    ),
    "sdjwt.malformed": Message(
        "This is no credential for a wallet (SD-JWT): its part “{member}” is missing or malformed.",
        "Ask the issuer for the original credential.",
    ),
    "sdjwt.too_many": Message(
        "It holds more than {maximum} separate statements.",
        "Ask for it with fewer statements shown.",
    ),
    "sdjwt.hash": Message(
        "Its statements are tied to the signature in a way that is not supported: {algorithm}.",
        "Ask the issuer for the credential in another form.",
    ),
    "sdjwt.disclosure": Message("One of the statements shown with it is malformed.", _ORIGINAL),
    "sdjwt.reserved": Message("It uses the name “{name}”, which no statement may have.", _ORIGINAL),
    "sdjwt.twice": Message("The same statement is shown twice.", _ORIGINAL),
    "sdjwt.digest_twice": Message("Two places in it stand for the same statement.", _ORIGINAL),
    "sdjwt.unreferenced": Message(
        "The statement “{name}” was added or changed: the issuer did not sign it.", _ORIGINAL
    ),
    "sdjwt.overwrites": Message(
        "The statement “{name}” would replace another one that was signed.", _ORIGINAL
    ),
    "sdjwt.never_hidden": Message(
        "“{name}” must stand in the credential for everybody to see, and it was held apart.",
        "Ask the issuer for a correct credential.",
    ),
    "sdjwt.form_ok": Message("It has the form of a credential for a wallet."),
    "sdjwt.disclosures_ok": Message(
        "Every statement that is shown was signed by the issuer; others may be held back."
    ),
    "sdjwt.no_type": Message(
        "There is no type of credential with the name “{name}”.",
        "Names are listed in docs/wallets.md.",
    ),
    "sdjwt.type_ok": Message("It says what its type asks for."),
    "sdjwt.type_not_asked": Message(
        "The description of its type was not at hand, so it was not compared with it."
    ),
    "sdjwt.type_changed": Message(
        "The description of its type is not the one that it was signed with.",
        "Ask the issuer for the original description.",
    ),
    "sdjwt.type_unreadable": Message(
        "The description of its type cannot be read.",
        "Ask whoever made the description.",
    ),
    "sdjwt.type_lacks": Message(
        "Its type says that “{name}” must be there, and it is not shown.",
        "Ask for it to be shown with this statement, or ask the issuer.",
    ),
    "sdjwt.type_disclosure": Message(
        "Its type says otherwise about whether “{name}” can be held back.",
        "Ask the issuer for a correct credential.",
    ),
    "holder.ok": Message("Whoever showed it holds the key that it was issued to."),
    "holder.ok_not_asked": Message(
        "Whoever made this copy held the key that it was issued to. For whom it was made was not "
        "compared."
    ),
    "holder.not_shown": Message(
        "It was issued to somebody's key; that whoever has this copy holds the key is not shown."
    ),
    "holder.missing": Message(
        "Whoever shows it did not prove that it is theirs.",
        "Ask for it to be shown from the wallet it was issued to.",
    ),
    "holder.key": Message(
        "The key that it was issued to cannot be read.",
        "Ask the issuer for a correct credential.",
    ),
    "holder.no_key": Message(
        "It comes with a proof of its holder, but was issued to nobody's key.", _ORIGINAL
    ),
    "holder.malformed": Message(
        "The proof of its holder is incomplete or malformed at “{member}”.", _NEW
    ),
    "holder.other": Message(
        "The proof was made by somebody else than the holder it was issued to.", _ORIGINAL
    ),
    "holder.other_token": Message(
        "The proof of its holder was made for other statements than those shown.", _NEW
    ),
    "holder.audience": Message("It was shown to somebody else: {audience}.", _NEW),
    "holder.nonce": Message("It was shown for another occasion; this may be a copy.", _NEW),
    "holder.time": Message("The proof of its holder is too old, or from the future.", _NEW),
    "issuer.not_named": Message(
        "It does not say, in a way that can be looked up, whose key signed it.",
        "Ask the issuer.",
    ),
}
