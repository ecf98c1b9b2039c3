"""The service's own addresses, complete with the host, as credentials and mails contain them."""

from urllib.parse import SplitResult, quote, urlsplit

from django.conf import settings


def absolute(path: str) -> str:
    """`path`, which begins with a slash, on this service."""
    return f"{settings.ADDRESS}{path}"


def own_path(address: str) -> str | None:
    """The path of an address of this service, without query and fragment; None for others'."""
    try:
        parts, own = urlsplit(address), urlsplit(settings.ADDRESS)
        same = (parts.scheme, _host(parts)) == (own.scheme, _host(own))
    except ValueError:
        return None
    if not same or not f"{parts.path}/".startswith(f"{own.path}/"):
        return None
    return parts.path or "/"


def _host(parts: SplitResult) -> tuple[str, int | None]:
    """Host and port however they are written: in capitals, with a final dot, with the usual port."""
    usual = {"http": 80, "https": 443}.get(parts.scheme)
    return (parts.hostname or "").rstrip("."), parts.port or usual


def did_web(slug: str, service: str = "") -> str | None:
    """The identity of the issuer `slug` on this service, or on another one that is named.

    None where nobody could look it up.

    A `did:web` is looked up by https on a host without a port
    (`trust.keys.did_web_address`), so a service on one's own machine has none.
    """
    parts = urlsplit(service or settings.ADDRESS)
    if parts.scheme != "https" or parts.port or parts.path:
        return None
    return f"did:web:{parts.hostname}:issuers:{quote(slug)}"


def wallet_issuer(slug: str, service: str = "") -> str | None:
    """The issuer that credentials in wallets name: an https address; None where nobody could look it up."""
    there = service or settings.ADDRESS
    return f"{there}/issuers/{quote(slug)}" if did_web(slug, service) else None
