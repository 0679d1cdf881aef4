"""Addresses of who belongs to a section."""

from django.urls import path

from picketline.network import desk

app_name = "network"
PEOPLE = "desk/sections/<slug:code>/people/"

urlpatterns = [
    path(PEOPLE, desk.people, name="people"),
    path(f"{PEOPLE}comeback/", desk.comeback, name="comeback"),
    path(f"{PEOPLE}<int:pk>/role/", desk.role, name="role"),
    path(f"{PEOPLE}<int:pk>/link/", desk.link, name="link"),
    path(f"{PEOPLE}<int:pk>/removal/", desk.removal, name="removal"),
]
