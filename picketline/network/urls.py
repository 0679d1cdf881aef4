"""Addresses of the committee's own pages at the desk."""

from django.urls import path

from picketline.network.desk import disclosures

app_name = "network"
urlpatterns = [
    path("desk/disclosures/<slug:kind>/", disclosures.disclosure, name="disclosure"),
]
