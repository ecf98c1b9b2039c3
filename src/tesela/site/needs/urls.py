"""Addresses of this app, included by `tesela.site.urls`."""

from django.urls import path

from tesela.site.needs import picking, views

_OWN = "organisations/<slug:organisation>/needs/"

_DRAFT = "organisations/<slug:organisation>/achievements/<slug:description>/"

urlpatterns = [
    path("needs/", views.needs, name="needs"),
    path("needs/<uuid:number>", views.need, name="need"),
    path(f"{_DRAFT}edit/further/needs", picking.pick, name="description-needs"),
    path(f"{_OWN}new", views.propose, name="need-propose"),
    path(f"{_OWN}<uuid:number>", views.speak, name="need-speak"),
]
