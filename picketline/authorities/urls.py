"""Addresses of the directory's pages at the desk."""

from django.urls import path

from picketline.authorities import desk

app_name = "authorities"
OFFICE = "desk/offices/<uuid:uuid>/"
DOUBTS = f"{OFFICE}doubts/"

urlpatterns = [
    path("desk/salutations/", desk.salutations, name="salutations"),
    path("desk/salutations/<int:pk>/confirmation/", desk.confirmation, name="confirmation"),
    path(OFFICE, desk.office, name="office"),
    path(f"{OFFICE}address/", desk.address, name="address"),
    path(DOUBTS, desk.doubts, name="doubts"),
    path(f"{DOUBTS}withdrawal/", desk.doubts_withdrawal, name="doubts_withdrawal"),
]
