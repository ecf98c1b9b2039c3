"""What the service says to programs and to those who operate it."""

from tesela.text.messages import Message

MESSAGES = {
    "api.verify": Message("Verify a credential"),
    "api.verify.text": Message(
        "Send a credential and get the report: whether it is genuine and still stands, who vouches "
        "for its issuer, and what it says. Nothing is stored."
    ),
    "api.verify.body": Message(
        "The bytes of the credential as you got them. What it is, is found from its first bytes."
    ),
    "api.report": Message("The report, whatever the verdict."),
    "api.report.verdict": Message(
        "valid: every check passed. invalid: one failed. indeterminate: nothing failed, but "
        "something could not be established."
    ),
    "api.report.verified_at": Message("The time for which the verdict holds."),
    "api.report.checks": Message(
        "Each step of the verification with its outcome, a code that stays the same in every "
        "language, a sentence, the clause of the standard and what was looked at."
    ),
    "api.report.content": Message(
        "What the credential says, read as far as its format allows. Rely on it only when the "
        "verdict is valid."
    ),
    "api.report.trust": Message("Who vouches for the issuer, apart from whether it is genuine."),
    "api.batch": Message("Verify many credentials"),
    "api.batch.text": Message(
        "Send up to {lines} credentials, one in a line, and get one result in a line for each, in the "
        "same order and while the others are still being verified. Nothing is stored."
    ),
    "api.batch.body": Message(
        "Newline-delimited JSON: in each line a credential as a JSON object, as you got it, or a "
        "token as a JSON string."
    ),
    "api.batch.results": Message("Newline-delimited JSON: the result of each line."),
    "api.batch.line": Message(
        "The number of the line; the first is 1. Empty lines have no result."
    ),
    "api.batch.problem": Message("Why there is no report on this line."),
    "api.batch_lines": Message(
        "More than {most} lines were sent.", "Send them in several requests."
    ),
    "api.batch_line": Message(
        "This line is longer than a million bytes.",
        "Send this credential alone, to the address that verifies one.",
    ),
    "api.batch_form": Message(
        "This line is neither a JSON object nor a JSON string.",
        "Put each credential in one line, without line breaks inside.",
    ),
    "api.batch_time": Message(
        "No time was left for this line.", "Send it again in another request."
    ),
    "api.no_credential": Message("What was sent is no credential; the code says why."),
    "api.bad_request": Message(
        "This request could not be understood.", "Compare it with the documentation."
    ),
    "api.not_found": Message(
        "There is nothing at this address.", "Compare it with the documentation."
    ),
    "api.method": Message(
        "This address does not know the method {method}.", "Use one that the header Allow names."
    ),
    "api.too_large": Message(
        "What was sent is larger than 20 megabytes.",
        "Send the credential without pictures or videos.",
    ),
    "api.media_type": Message(
        "Credentials are not read as the media type {type}.",
        "Name the right one in the header Content-Type, or leave the header out.",
    ),
    "api.coding": Message(
        "A body in the content coding {coding} is not read.", "Send it without Content-Encoding."
    ),
    "api.too_often": Message(
        "Too many requests in one minute.",
        "Wait as many seconds as the header Retry-After says, then try again.",
    ),
    "api.busy": Message(
        "More credentials are being checked at this moment than this service can do at once.",
        "Try again in a few seconds.",
    ),
    "api.failed": Message(
        "Something went wrong on our side.", "Try again in a few minutes. Nothing was stored."
    ),
    "api.docs": Message("Verify over HTTP"),
    "api.docs.document": Message("The same for programs, as an OpenAPI 3.1 document"),
    "api.docs.language": Message(
        "Sentences come in the language that the header Accept-Language asks for. Codes never change."
    ),
    "api.docs.request": Message("What you send"),
    "api.docs.media_types": Message("Media types"),
    "api.docs.example": Message("Example"),
    "api.docs.answers": Message("What you get"),
    "api.docs.members": Message("The report"),
    "api.docs.problems": Message("What can go wrong"),
    "api.docs.problems.text": Message(
        "Each problem is a document of the type application/problem+json (RFC 9457) with its code, "
        "what happened and what to do next."
    ),
    "fetch.too_many": Message(
        "{url} was not asked, because this credential makes us ask too many addresses or too long.",
        "Ask the issuer for the current state.",
    ),
    "service.form_refused": Message(
        "The page was open too long or your browser keeps no cookies, so nothing was sent.",
        "Open the page again and allow its cookie; it holds nothing about you.",
    ),
    "serve.cannot_listen": Message(
        "{address} cannot be used: {reason}",
        "Choose another port with --port, or end what is using it.",
    ),
    "serve.setting": Message(
        "The setting {name} cannot be “{value}”.", "Compare it with the page on operating."
    ),
    "serve.key_file": Message(
        "The file {file} holds no key of this service.",
        "Delete it; a new one is made at the next start, and open forms must be opened again.",
    ),
}
