"""Addresses of the directory."""

from django.urls import path

from picketline.directory import downloads, views
from picketline.directory.desk import imports

app_name = "directory"
IMPORT = "desk/directory/imports/<uuid:uuid>/"

urlpatterns = [
    path("directory/", views.states, name="states"),
    path("directory/search/", views.search, name="search"),
    path("directory/everything.<slug:form>", downloads.of_all, name="everything"),
    path("directory/offices/<uuid:office>/", views.office, name="office"),
    path("directory/offices/<uuid:office>.vcf", downloads.card, name="card"),
    path("directory/<slug:iso2>.<slug:form>", downloads.of_state, name="file"),
    path("directory/<slug:iso2>/", views.state, name="state"),
    path("directory/<slug:iso2>/map/", views.map_of_missions, name="map"),
    path("desk/directory/imports/", imports.imports, name="imports"),
    path(IMPORT, imports.one_import, name="import"),
    path(f"{IMPORT}start/", imports.start, name="import_start"),
    path(f"{IMPORT}removal/", imports.removal, name="import_removal"),
    path(f"{IMPORT}undo/", imports.undo, name="import_undo"),
]
