"""Addresses of this app, included by `tesela.site.urls`."""

from django.urls import path

from tesela.site.vcapi import views

_ISSUERS = "vc-api/issuers/<str:name>/"
_VERIFIERS = "vc-api/verifiers/<str:name>/"

urlpatterns = [
    path("vc-api/credentials/issue", views.issue, name="vcapi-issue"),
    path("vc-api/credentials/verify", views.verify, name="vcapi-verify"),
    path("vc-api/credentials/derive", views.derive, name="vcapi-derive"),
    path("vc-api/presentations/verify", views.verify_presentation, name="vcapi-presentation"),
    path("vc-api/proof-only/credentials/verify", views.verify_proof_only, name="vcapi-proof-only"),
    path(f"{_ISSUERS}credentials/derive", views.derive, name="vcapi-issuer-derive"),
    path(f"{_ISSUERS}credentials/issue", views.issue, name="vcapi-issuer-issue"),
    path(f"{_VERIFIERS}credentials/verify", views.verify, name="vcapi-verifier-verify"),
    path(f"{_VERIFIERS}credentials/derive", views.derive, name="vcapi-verifier-derive"),
    path(
        f"{_VERIFIERS}presentations/verify",
        views.verify_presentation,
        name="vcapi-verifier-presentation",
    ),
    path("vc-api/status/<str:name>", views.status_list, name="vcapi-status-list"),
]
