"""Every address of the service."""

from django.urls import path

from tesela.site import health
from tesela.site.api.service import api
from tesela.site.components.views import components, home
from tesela.site.verifier.views import verify_page

urlpatterns = [
    path("", home, name="home"),
    path("verify", verify_page, name="verify"),
    path("components", components, name="components"),
    path("api/v1/", api.urls),
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
]
handler400 = "tesela.site.components.views.bad_request"
handler404 = "tesela.site.components.views.not_found"
handler500 = "tesela.site.components.views.server_error"
