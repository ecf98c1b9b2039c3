"""What pages say of the forms that an award can be had in."""

from tesela.text.messages import Message

MESSAGES: dict[str, Message] = {
    "offered.to.print": Message("To print"),
    "offered.to.europass": Message("For Europass"),
    "offered.to.badges": Message("For badge sites"),
    "offered.to.wallet": Message("For a phone wallet"),
    "offered.to.keep": Message("To keep for ever"),
    "offered.pdf": Message("PDF document"),
    "offered.pdf.for": Message("For people: to print and send. The credential is inside."),
    "offered.europass": Message("European Digital Credential"),
    "offered.europass.for": Message(
        "Sealed by the provider. Europass, universities and public authorities read it."
    ),
    "offered.credential": Message("Credential file"),
    "offered.credential.for": Message("Badge sites and programs read it; it can be checked here."),
    "offered.picture": Message("Badge as a picture"),
    "offered.picture.for": Message(
        "The credential is inside. Badge sites take it; a messenger may lose what is inside."
    ),
    "offered.drawing": Message("Badge as a drawing"),
    "offered.drawing.for": Message(
        "The same, sharp at every size. For websites and for badge sites that take drawings."
    ),
    "offered.wallet": Message("For the European wallet"),
    "offered.wallet.for": Message(
        "A wallet app on a phone holds it. You can show parts of it and keep back the rest."
    ),
    "offered.wallet-full": Message("For a wallet, with everything in it"),
    "offered.wallet-full.for": Message(
        "As above, with all details in all languages. For wallets that take more than the "
        "European minimum."
    ),
    "offered.token": Message("Credential as one signed text"),
    "offered.token.for": Message("The same for programs that ask for a signed text, a token."),
    "offered.page": Message("Readable page"),
    "offered.page.for": Message("Opens in every browser, without the internet."),
    "offered.bundle": Message("Everything in one file"),
    "offered.bundle.for": Message(
        "A ZIP that proves what you earned even when this service or the provider is gone."
    ),
    "offered.no_seal": Message(
        "Not there: the provider has no seal certificate yet.",
        "An owner of the organisation can add one under “Settings”, “Seal”.",
    ),
    "offered.not_now": Message(
        "This file cannot be made at the moment.",
        "Something that is needed for it did not answer or does not fit. Try again in an hour; if "
        "it stays so, write to the provider.",
    ),
}
