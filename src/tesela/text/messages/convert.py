"""What a conversion from one format into another says."""

from tesela.text.messages import Message

MESSAGES = {
    "cli.convert": Message("Write a credential's content in another format; say what is lost."),
    "cli.argument.credential": Message("A credential in any format that can be verified."),
    "cli.option.to": Message("The other format: openbadge, elm, sd-jwt, sd-jwt-full or pdf."),
    "cli.option.converted": Message("Where to write it; without this, to standard output."),
    "convert.unknown_format": Message(
        "There is no conversion into “{format}”.",
        "Choose one of these: {known}.",
    ),
    "convert.says_too_little": Message(
        "This credential ({format}) does not say who earned what, so it cannot be written in "
        "another format.",
        "Use the original. Its issuer can issue it in another format.",
    ),
    "convert.no_country": Message(
        "The European format demands the country of the organisation {name}, and the credential "
        "does not say it.",
        "Ask its issuer for the credential in that format.",
    ),
    "convert.carrier": Message(
        "The credential is inside a file ({carrier}) that people can read already.",
        "Name the credential by itself to make a PDF of it.",
    ),
    "convert.unsecured": Message(
        "What was written is no credential: nobody has signed it. The original is what counts."
    ),
    "convert.unread": Message("Not read from the original: {place}"),
    "convert.nothing_lost": Message("Nothing that was read is lost."),
    "convert.loss.lost": Message("Lost: {path}"),
    "convert.loss.partly": Message("Kept in part: {path}"),
    "convert.loss.text": Message("Kept as text for people, not for machines: {path}"),
    "convert.loss.languages": Message("Kept in one language only ({language}): {path}"),
}
