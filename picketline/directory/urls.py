"""Addresses of the directory."""

from django.urls import path

from picketline.directory.desk import imports

app_name = "directory"
IMPORT = "desk/directory/imports/<uuid:uuid>/"

urlpatterns = [
    path("desk/directory/imports/", imports.imports, name="imports"),
    path(IMPORT, imports.one_import, name="import"),
    path(f"{IMPORT}start/", imports.start, name="import_start"),
    path(f"{IMPORT}removal/", imports.removal, name="import_removal"),
    path(f"{IMPORT}undo/", imports.undo, name="import_undo"),
]
