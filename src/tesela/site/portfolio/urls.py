"""Addresses of this app, included by `tesela.site.urls`."""

from django.urls import path

from tesela.site.portfolio import award_pages, share_pages, views

urlpatterns = [
    path("code", award_pages.letter_code, name="letter-code"),
    path("c/<str:token>", award_pages.award_page, name="learner-award"),
    path("c/<str:token>/files/<slug:name>", award_pages.award_file, name="award-file"),
    path("c/<str:token>/keep", award_pages.keep_award, name="award-keep"),
    path("c/<str:token>/share", share_pages.share_award, name="award-share"),
    path("c/<str:token>/show", share_pages.show_award, name="award-show"),
    path("c/<str:token>/shares", share_pages.award_shares, name="award-shares"),
    path("c/<str:token>/shares/<uuid:seed>", share_pages.award_one_share, name="award-one-share"),
    path("s/<str:token>", share_pages.shared, name="share"),
    path("portfolio", views.portfolio, name="portfolio"),
]
