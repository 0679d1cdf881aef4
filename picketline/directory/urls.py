"""Addresses of the directory."""

from django.urls import path

from picketline.directory import views

app_name = "directory"

urlpatterns = [
    path("directory/", views.states, name="states"),
    path("directory/offices/<uuid:office>/", views.office, name="office"),
    path("directory/<slug:iso2>/", views.state, name="state"),
]
