"""Addresses of the directory."""

from django.urls import path

from picketline.directory import downloads, views

app_name = "directory"

urlpatterns = [
    path("directory/", views.states, name="states"),
    path("directory/search/", views.search, name="search"),
    path("directory/everything.<slug:form>", downloads.of_all, name="everything"),
    path("directory/offices/<uuid:office>/", views.office, name="office"),
    path("directory/offices/<uuid:office>.vcf", downloads.card, name="card"),
    path("directory/<slug:iso2>.<slug:form>", downloads.of_state, name="file"),
    path("directory/<slug:iso2>/", views.state, name="state"),
    path("directory/<slug:iso2>/map/", views.map_of_missions, name="map"),
]
