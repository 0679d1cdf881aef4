"""Addresses of the demo's mailbox."""

from django.urls import path

from picketline.demo import views

app_name = "demo"
urlpatterns = [
    path("", views.mailbox, name="mailbox"),
    path("<str:name>/", views.mail, name="mail"),
]
