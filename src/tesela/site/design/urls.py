"""Addresses of this app, included by `tesela.site.urls`."""

from django.urls import path

from tesela.site.design import concepts, editor, principles, public, views

_OWN = "organisations/<slug:organisation>/achievements/"
_ONE = f"{_OWN}<slug:description>/"
_PUBLIC = "achievements/<slug:organisation>/<slug:description>"

urlpatterns = [
    path(_OWN, views.descriptions, name="descriptions"),
    path(f"{_OWN}start", views.start, name="description-start"),
    path(f"{_OWN}start/own", views.start_own, name="description-own"),
    path(f"{_OWN}start/copy", views.start_copy, name="description-copy"),
    path(_ONE, editor.description, name="description"),
    path(f"{_ONE}languages", editor.languages, name="description-languages"),
    path(f"{_ONE}languages/<str:tag>/remove", editor.without, name="description-without"),
    path(f"{_ONE}check", editor.check, name="description-check"),
    path(f"{_ONE}principles", principles.principles, name="description-principles"),
    path(f"{_ONE}principles/<str:question>", principles.judge, name="description-judge"),
    path(f"{_ONE}preview", public.preview, name="description-preview"),
    path(f"{_ONE}publish", views.publish, name="description-publish"),
    path(f"{_ONE}published/<slug:version>", views.published, name="description-published"),
    path(
        f"{_ONE}edit/outcomes/<slug:outcome>/concepts",
        concepts.linked,
        name="description-concepts",
    ),
    path(f"{_ONE}edit/<slug:page>", editor.page, name="description-page"),
    path(_PUBLIC, public.achievement, name="achievement"),
    path(f"{_PUBLIC}/<slug:version>.jsonld", public.machine_form, name="edition-jsonld"),
    path(f"{_PUBLIC}/<slug:version>", public.edition, name="edition"),
]
