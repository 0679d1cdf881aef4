"""Addresses of pages."""

from django.urls import path

from picketline.pages import desk, disclosures, views

app_name = "pages"
urlpatterns = [
    path("", views.home, name="home"),
    path("search/", views.search, name="search"),
    path("imprint/", disclosures.imprint, name="imprint"),
    path("privacy/", disclosures.privacy, name="privacy"),
    path("consent/", disclosures.consent, name="consent"),
    path("appeals/<slug:slug>/", views.appeal, name="appeal"),
    path("appeals/<slug:slug>/story/", views.story, name="story"),
    path("appeals/<slug:slug>/kit/", views.kit, name="kit"),
    path("appeals/<slug:slug>/kit.txt", views.kit_text, name="kit_text"),
    path("appeals/<slug:slug>/paper/", views.paper, name="paper"),
    path("appeals/<slug:slug>/own-mail/", views.own_mail, name="own_mail"),
    path("appeals/<slug:slug>/numbers/", views.numbers, name="numbers"),
    path("letters/<str:token>/", views.letter, name="letter"),
    path("desk/", desk.desk, name="desk"),
    path("desk/checks/", desk.desk_checks, name="checks"),
    path("desk/search/", desk.desk_search, name="desk_search"),
    path("desk/appeals/<slug:slug>/", desk.desk_appeal, name="desk_appeal"),
    path("desk/appeals/<slug:slug>/preview/", desk.desk_preview, name="desk_preview"),
]
