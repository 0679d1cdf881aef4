"""Addresses of the directory's pages at the desk."""

from django.urls import path

from picketline.authorities import desk

app_name = "authorities"
OFFICE = "desk/offices/<uuid:uuid>/"

urlpatterns = [
    path("desk/salutations/", desk.salutations, name="salutations"),
    path("desk/salutations/<int:pk>/confirmation/", desk.confirmation, name="confirmation"),
    path(OFFICE, desk.office, name="office"),
    path(f"{OFFICE}address/", desk.address, name="address"),
]
