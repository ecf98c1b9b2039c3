"""Addresses of this app, included by `tesela.site.urls`."""

from django.urls import path

from tesela.site.quality import case_views, file_views, public, scheme_views, views

_OWN = "organisations/<slug:organisation>/quality/"
_CASE = f"{_OWN}cases/<int:number>/"
_SCHEME = f"{_OWN}schemes/<slug:scheme>/"

urlpatterns = [
    path(_OWN, views.home, name="quality"),
    path(f"{_OWN}apply", views.apply, name="quality-apply"),
    path(f"{_OWN}state", views.state, name="quality-state"),
    path(f"{_OWN}state/<int:number>/remove", views.unstate, name="quality-unstate"),
    path(f"{_OWN}into/<slug:description>", views.into, name="quality-into"),
    path(_CASE, case_views.case, name="quality-case"),
    path(f"{_CASE}workbook/<slug:phase>", case_views.workbook, name="quality-workbook"),
    path(f"{_CASE}files/<slug:criterion>/", file_views.files, name="quality-files"),
    path(f"{_CASE}files/<slug:criterion>/<int:file>", file_views.file, name="quality-file"),
    path(
        f"{_CASE}files/<slug:criterion>/<int:file>/remove",
        file_views.remove,
        name="quality-file-remove",
    ),
    path(f"{_CASE}<slug:act>", case_views.act, name="quality-act"),
    path(f"{_OWN}schemes/", scheme_views.schemes, name="quality-schemes"),
    path(f"{_OWN}schemes/new", scheme_views.new, name="quality-scheme-new"),
    path(_SCHEME, scheme_views.scheme, name="quality-scheme"),
    path(f"{_SCHEME}about", scheme_views.about, name="quality-scheme-about"),
    path(f"{_SCHEME}languages/", scheme_views.languages, name="quality-scheme-languages"),
    path(
        f"{_SCHEME}languages/<slug:language>",
        scheme_views.translate,
        name="quality-scheme-translate",
    ),
    path(f"{_SCHEME}open", scheme_views.opened, name="quality-scheme-open"),
    path(f"{_SCHEME}questions/<slug:criterion>", scheme_views.criterion, name="quality-criterion"),
    path(
        f"{_SCHEME}questions/<slug:criterion>/remove",
        scheme_views.criterion_remove,
        name="quality-criterion-remove",
    ),
    path("quality/<slug:slug>", public.evidence_page, name="quality-evidence"),
    path("quality/<slug:slug>/<int:number>.json", public.statement_file, name="quality-statement"),
]
