"""Addresses of this app, included by `tesela.site.urls`."""

from django.urls import path

from tesela.site.vcapi import views

_ISSUERS = "vc-api/issuers/<str:name>/"
_VERIFIERS = "vc-api/verifiers/<str:name>/"

urlpatterns = [
    path("vc-api/credentials/issue", views.issue, name="vcapi-issue"),
    path("vc-api/credentials/verify", views.verify, name="vcapi-verify"),
    path(f"{_ISSUERS}credentials/issue", views.issue, name="vcapi-issuer-issue"),
    path(f"{_VERIFIERS}credentials/verify", views.verify, name="vcapi-verifier-verify"),
    path("vc-api/status/<str:name>", views.status_list, name="vcapi-status-list"),
]
