"""What the VC-API, by which public test suites ask, says of requests it refuses."""

from tesela.text.messages import Message

MESSAGES = {
    "vcapi.member": Message(
        "The member “{member}” of the request is missing or malformed.",
        "Compare the request with docs/conformance.md.",
    ),
    "vcapi.media_type": Message(
        "The request is not of the media type application/json.",
        "Name it in the header Content-Type.",
    ),
    "vcapi.no_issuer": Message(
        "There is no demonstration issuer called {name}.",
        "Take one of those named in docs/conformance.md.",
    ),
    "vcapi.other_issuer": Message(
        "The credential names another issuer than {issuer}, which would sign it.",
        "Name the issuer whose address you call.",
    ),
}
