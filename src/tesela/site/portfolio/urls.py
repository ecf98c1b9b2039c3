"""Addresses of this app, included by `tesela.site.urls`."""

from django.urls import path

from tesela.site.portfolio import award_pages, europass_page, share_pages, views

urlpatterns = [
    path("code", award_pages.letter_code, name="letter-code"),
    path("c/<str:token>", award_pages.award_page, name="learner-award"),
    path("c/<str:token>/files/<slug:name>", award_pages.award_file, name="learner-file"),
    path("c/<str:token>/europass", europass_page.award_europass, name="award-europass"),
    path("c/<str:token>/keep", award_pages.keep_award, name="award-keep"),
    path("c/<str:token>/share", share_pages.share_award, name="award-share"),
    path("c/<str:token>/show", share_pages.show_award, name="award-show"),
    path("c/<str:token>/shares", share_pages.award_shares, name="award-shares"),
    path("c/<str:token>/shares/<uuid:seed>", share_pages.award_one_share, name="award-one-share"),
    path("s/<str:token>", share_pages.shared, name="share"),
    path("portfolio", views.portfolio, name="portfolio"),
    path("portfolio/awards/<uuid:award>/add", views.take_offered, name="portfolio-take"),
    path("portfolio/awards/<uuid:award>/remove", views.put_back, name="portfolio-remove"),
    path("portfolio/import", views.bring, name="portfolio-import"),
    path("portfolio/imported/<int:number>", views.imported, name="imported"),
    path("portfolio/imported/<int:number>/file", views.imported_file, name="imported-file"),
    path("portfolio/imported/<int:number>/remove", views.discard, name="imported-remove"),
    path("portfolio/share", views.share, name="portfolio-share"),
    path("portfolio/shares", views.shares, name="portfolio-shares"),
    path("portfolio/shares/<uuid:seed>", views.one_share, name="portfolio-one-share"),
    path("portfolio/export", views.export_all, name="portfolio-export"),
    path("portfolio/tiles/<int:edition>.svg", views.tile, name="tile"),
]
