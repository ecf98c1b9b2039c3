"""The service's own addresses, complete with the host, as credentials and mails contain them."""

from urllib.parse import quote, urlsplit

from django.conf import settings


def absolute(path: str) -> str:
    """`path`, which begins with a slash, on this service."""
    return f"{settings.ADDRESS}{path}"


def own_path(address: str) -> str | None:
    """The path of an address of this service, without query and fragment; None for others'."""
    if address != settings.ADDRESS and not address.startswith(f"{settings.ADDRESS}/"):
        return None
    return urlsplit(address).path or "/"


def did_web(slug: str) -> str | None:
    """The identity of the issuer `slug` on this service; None where nobody could look it up.

    A `did:web` is looked up by https on a host without a port
    (`trust.keys.did_web_address`), so a service on one's own machine has none.
    """
    parts = urlsplit(settings.ADDRESS)
    if parts.scheme != "https" or parts.port or parts.path:
        return None
    return f"did:web:{parts.hostname}:issuers:{quote(slug)}"
