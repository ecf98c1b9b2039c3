"""The endpoints that programs ask all day, without what only pages need.

Django's own handler for one address (PEP 3333), found once instead of with every request, behind
those middlewares of the settings that have to do with it: hosts and https, the headers of
security, languages, cross-origin and problem documents, the bounds. Sessions, forms' tokens,
sign-in, messages and static files are left out, since nothing here reads or sets a cookie. What is
not left out by name is passed, so a middleware that is added later holds here, too.

Other methods and addresses go Django's usual way; both ways answer alike.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any, cast

from django.conf import settings
from django.core.handlers.exception import convert_exception_to_response
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponseBase
from django.urls import resolve
from django.utils.module_loading import import_string

from tesela.site.limits import Application

ADDRESSES = ("/api/v1/verify", "/api/v1/verify-batch")
FOR_PAGES = frozenset(
    {
        "tesela.site.static.StaticFiles",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "allauth.account.middleware.AccountMiddleware",
    }
)
"""Middlewares that do nothing for a request without a cookie, a form or a page."""


class Direct(WSGIHandler):
    """Django's handler of requests, for the addresses whose view is known."""

    def load_middleware(self, is_async: bool = False) -> None:
        """The middlewares that are passed, each answering for what fails behind it."""
        chain = convert_exception_to_response(_answer)
        for name in reversed(settings.MIDDLEWARE):
            if name not in FOR_PAGES:
                chain = convert_exception_to_response(import_string(name)(chain))
        self._middleware_chain = chain


def before(application: Application) -> Application:
    """`application`, with POST requests to `ADDRESSES` answered directly."""
    direct = Direct()

    def chosen(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        known = environ["REQUEST_METHOD"] == "POST" and environ["PATH_INFO"] in ADDRESSES
        answer = direct if known else application
        return cast(Iterable[bytes], answer(environ, start_response))

    return chosen


def _answer(request: HttpRequest) -> HttpResponseBase:
    match = _view_at(request.path_info)
    request.resolver_match = match
    return cast(HttpResponseBase, match.func(request, *match.args, **match.kwargs))


@cache
def _view_at(path: str) -> Any:
    return resolve(path)
