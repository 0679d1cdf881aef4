"""Addresses of the directory."""

from django.urls import path

from picketline.directory.desk import contacts, offices, proposals

app_name = "directory"
OFFICE = "desk/directory/<uuid:office>/"
PROPOSAL = "desk/directory/proposals/<uuid:proposal>/"

urlpatterns = [
    path(OFFICE, offices.office, name="desk_office"),
    path(f"{OFFICE}contacts/", contacts.contacts, name="contacts"),
    path(f"{OFFICE}contacts/<int:pk>/", contacts.contact, name="contact"),
    path(f"{OFFICE}contacts/<int:pk>/retirement/", contacts.retirement, name="contact_retirement"),
    path(f"{PROPOSAL}agreement/", proposals.agreement, name="agreement"),
    path(f"{PROPOSAL}refusal/", proposals.refusal, name="refusal"),
    path(f"{PROPOSAL}withdrawal/", proposals.withdrawal, name="withdrawal"),
    path(f"{PROPOSAL}undo/", proposals.undo, name="undo"),
]
