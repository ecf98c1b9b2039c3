"""Addresses of this app, included by `tesela.site.urls`."""

from django.urls import path

from tesela.site.networks import figures_views, mandate_views, views

_OWN = "organisations/<slug:organisation>/"

urlpatterns = [
    path(f"{_OWN}networks/", views.networks, name="networks"),
    path(f"{_OWN}networks/invite", views.invite, name="network-invite"),
    path(f"{_OWN}networks/<int:number>", views.link, name="network-link"),
    path(f"{_OWN}networks/figures", figures_views.figures, name="network-figures"),
    path(f"{_OWN}networks/descriptions", views.descriptions, name="network-descriptions"),
    path(f"{_OWN}mandates/new", mandate_views.offer, name="mandate-offer"),
    path(f"{_OWN}mandates/<uuid:number>", mandate_views.one, name="mandate"),
    path("mandates/<uuid:number>", mandate_views.present, name="mandate-present"),
    path("mandates/<uuid:number>.json", mandate_views.statement, name="mandate-statement"),
]
