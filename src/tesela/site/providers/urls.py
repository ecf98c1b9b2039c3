"""Addresses of this app, included by `tesela.site.urls`."""

from django.urls import path

from tesela.site.providers import (
    audit_views,
    identity_views,
    public,
    seal_views,
    settings_views,
    views,
)

_OWN = "organisations/<slug:organisation>/"
_SETTINGS = f"{_OWN}settings"

urlpatterns = [
    path("organisations/", views.organisations, name="organisations"),
    path("organisations/new", views.organisation_new, name="organisation-new"),
    path(_OWN, views.organisation, name="organisation"),
    path(_SETTINGS, settings_views.organisation_settings, name="organisation-settings"),
    path(f"{_SETTINGS}/about", settings_views.about, name="organisation-about"),
    path(f"{_SETTINGS}/members", settings_views.members, name="organisation-members"),
    path(f"{_SETTINGS}/members/<int:number>", settings_views.member, name="organisation-member"),
    path(
        f"{_SETTINGS}/members/<int:number>/remove",
        settings_views.member_remove,
        name="organisation-member-remove",
    ),
    path(f"{_SETTINGS}/approval", settings_views.four_eyes, name="organisation-four-eyes"),
    path(f"{_SETTINGS}/keys", identity_views.keys_page, name="organisation-keys"),
    path(f"{_SETTINGS}/keys/new", identity_views.key_new, name="organisation-key-new"),
    path(f"{_SETTINGS}/domain", identity_views.domain, name="organisation-domain"),
    path(
        f"{_SETTINGS}/domain/did.json", identity_views.domain_file, name="organisation-domain-file"
    ),
    path(f"{_SETTINGS}/seal", seal_views.seal_page, name="organisation-seal"),
    path(f"{_SETTINGS}/seal/new", seal_views.seal_new, name="organisation-seal-new"),
    path(f"{_SETTINGS}/seal/retire", seal_views.seal_retire, name="organisation-seal-retire"),
    path(f"{_SETTINGS}/log", audit_views.log, name="organisation-log"),
    path(f"{_SETTINGS}/log.ndjson", audit_views.log_file, name="organisation-log-file"),
    path("issuers/<slug:slug>/did.json", public.issuer_document, name="issuer-document"),
    path(
        ".well-known/jwt-vc-issuer/issuers/<slug:slug>",
        public.wallet_issuer_keys,
        name="wallet-issuer-keys",
    ),
    path("vct/<path:name>", public.credential_type, name="credential-type"),
    path(".well-known/did.json", public.own_document, name="own-document"),
]
