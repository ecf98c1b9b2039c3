"""Addresses of this app, included by `tesela.site.urls`."""

from django.urls import path

from tesela.site.registry import machines, public, views

_RUN = "organisations/<slug:organisation>/registry/"
_ONE = f"{_RUN}providers/<slug:slug>"

urlpatterns = [
    path("registry", public.registry, name="registry"),
    path("registry/feed.json", public.feed, name="registry-feed"),
    path("registry/providers.json", public.whole, name="registry-whole"),
    path("registry/parts/<str:digest>.json", public.part, name="registry-part"),
    path("registry/providers.jsonld", machines.linked_data, name="registry-jsonld"),
    path("registry/lote.jws", machines.trusted_list, name="registry-lote"),
    path("registry/<slug:slug>", public.provider, name="registry-provider"),
    path("registry/<slug:slug>.json", public.provider_json, name="registry-provider-json"),
    path("registry/<slug:slug>/history", public.history, name="registry-history"),
    path(_RUN, views.run, name="registry-run"),
    path(f"{_RUN}add", views.add, name="registry-add"),
    path(f"{_RUN}add/<slug:slug>", views.add_organisation, name="registry-add-organisation"),
    path(f"{_RUN}import", views.take_list, name="registry-import"),
    path(f"{_RUN}sources/add", views.source_add, name="registry-source-add"),
    path(f"{_RUN}sources/<int:number>/read", views.source_read, name="registry-source-read"),
    path(f"{_RUN}sources/<int:number>/remove", views.source_remove, name="registry-source-remove"),
    path(_ONE, views.one, name="registry-own"),
    path(f"{_ONE}/change", views.change, name="registry-change"),
    path(f"{_ONE}/renew", views.renew, name="registry-renew"),
    path(f"{_ONE}/evidence", views.evidence, name="registry-evidence"),
    path(f"{_ONE}/evidence/<int:number>", views.take_back, name="registry-take-back"),
    path(f"{_ONE}/status", views.decide, name="registry-decide"),
]
