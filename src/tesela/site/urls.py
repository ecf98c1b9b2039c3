"""Every address of the service; `/healthz` and `/readyz` are answered in `health`."""

from django.conf import settings
from django.urls import include, path

from tesela.site.api.docs import docs, document
from tesela.site.api.service import api
from tesela.site.components.views import components, home, learned
from tesela.site.verifier.views import verify_page

_APPS: tuple[str, ...] = (
    "accounts",
    "providers",
    "drafts",
    "design",
    "endorsements",
    "networks",
    "needs",
    "classes",
    "awards",
    "portfolio",
    "asks",
    "registry",
    "checker",
    "quality",
    "staff",
    "vcapi",
)
if settings.DEMO:
    _APPS = (*_APPS, "demo")

urlpatterns = [
    path("", home, name="home"),
    path("learned", learned, name="learned"),
    path("verify", verify_page, name="verify"),
    path("components", components, name="components"),
    path("api/v1/docs", docs, name="api-docs"),
    path("api/v1/openapi.json", document, name="api-document"),
    path("api/v1/", api.urls),
    *(path("", include(f"tesela.site.{app}.urls")) for app in _APPS),
]
handler400 = "tesela.site.components.views.bad_request"
handler404 = "tesela.site.components.views.not_found"
handler500 = "tesela.site.components.views.server_error"
