"""Static files: named with a digest of what is in them, so that they may be kept for ever."""

from functools import cache
from hashlib import blake2b
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage
from django.http import HttpRequest, HttpResponseBase
from whitenoise.middleware import WhiteNoiseMiddleware  # type: ignore[import-untyped]

_FOR_EVER = "max-age=31536000, public, immutable"


class NamedByDigest(StaticFilesStorage):
    """`{% static %}` gives `/static/site/tesela.css?v=1f2e…`; nothing has to be built."""

    def url(self, name: str | None) -> str:
        address = super().url(name)
        digest = _digest(name) if name else ""
        return f"{address}?v={digest}" if digest else address


class StaticFiles(WhiteNoiseMiddleware):  # type: ignore[misc]
    """WhiteNoise; what was asked for with its digest never has to be asked for again."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response: HttpResponseBase = super().__call__(request)
        if request.path_info in self.files and "v" in request.GET:
            response["Cache-Control"] = _FOR_EVER
        return response


@cache
def _digest(name: str) -> str:
    found = finders.find(name)
    return blake2b(Path(str(found)).read_bytes(), digest_size=8).hexdigest() if found else ""
