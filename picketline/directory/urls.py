"""Addresses of the directory: what everybody reads, and the desk's."""

from django.urls import path

from picketline.directory import downloads, remarks, views
from picketline.directory.desk import browsing, checks, contacts, holders, imports, mergers, offices, proposals

app_name = "directory"
OFFICE = "desk/directory/<uuid:office>/"
PROPOSAL = "desk/directory/proposals/<uuid:proposal>/"
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
    path("directory/contacts/<int:pk>/remarks/", remarks.remarks, name="remarks"),
    path("directory/remarks/made/", remarks.remark_made, name="remark_made"),
    path("desk/directory/", browsing.browse, name="browse"),
    path(OFFICE, offices.office, name="desk_office"),
    path(f"{OFFICE}contacts/", contacts.contacts, name="contacts"),
    path(f"{OFFICE}contacts/<int:pk>/", contacts.contact, name="contact"),
    path(f"{OFFICE}contacts/<int:pk>/retirement/", contacts.retirement, name="contact_retirement"),
    path(f"{OFFICE}contacts/<int:pk>/remarks/", checks.remarks_settled, name="remarks_settled"),
    path(f"{OFFICE}contacts/<int:pk>/check/", checks.contact_check, name="contact_check"),
    path(f"{OFFICE}contacts/<int:pk>/dispute/", checks.contact_dispute, name="contact_dispute"),
    path(f"{OFFICE}holders/", holders.holders, name="holders"),
    path(f"{OFFICE}holders/<int:pk>/", holders.holder, name="holder"),
    path(f"{OFFICE}holders/<int:pk>/end/", holders.end, name="holder_end"),
    path(f"{OFFICE}holders/<int:pk>/check/", checks.holder_check, name="holder_check"),
    path(f"{OFFICE}holders/<int:pk>/dispute/", checks.holder_dispute, name="holder_dispute"),
    path(f"{OFFICE}merger/", mergers.merger, name="merger"),
    path(f"{PROPOSAL}agreement/", proposals.agreement, name="agreement"),
    path(f"{PROPOSAL}refusal/", proposals.refusal, name="refusal"),
    path(f"{PROPOSAL}withdrawal/", proposals.withdrawal, name="withdrawal"),
    path(f"{PROPOSAL}undo/", proposals.undo, name="undo"),
    path("desk/directory/imports/", imports.imports, name="imports"),
    path(IMPORT, imports.one_import, name="import"),
    path(f"{IMPORT}start/", imports.start, name="import_start"),
    path(f"{IMPORT}removal/", imports.removal, name="import_removal"),
    path(f"{IMPORT}undo/", imports.undo, name="import_undo"),
]
