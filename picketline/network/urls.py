"""Addresses of who belongs to a section, and of what the committee says about itself."""

from django.urls import path

from picketline.network.desk import disclosures, people

app_name = "network"
PEOPLE = "desk/sections/<slug:code>/people/"

urlpatterns = [
    path("desk/disclosures/<slug:kind>/", disclosures.disclosure, name="disclosure"),
    path(PEOPLE, people.people, name="people"),
    path(f"{PEOPLE}comeback/", people.comeback, name="comeback"),
    path(f"{PEOPLE}<int:pk>/role/", people.role, name="role"),
    path(f"{PEOPLE}<int:pk>/link/", people.link, name="link"),
    path(f"{PEOPLE}<int:pk>/removal/", people.removal, name="removal"),
]
