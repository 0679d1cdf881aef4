"""Addresses of letters."""

from django.urls import path

from picketline.letters import desk, views

app_name = "letters"
urlpatterns = [
    path("appeals/<slug:slug>/letters/", views.write, name="write"),
    path("appeals/<slug:slug>/letters/sent/", views.check_your_mail, name="check_your_mail"),
    path("letters/<str:token>/confirmation/", views.confirmation, name="confirmation"),
    path("letters/<str:token>/withdrawal/", views.withdrawal, name="withdrawal"),
    path("letters/<str:token>/disavowal/", views.disavowal, name="disavowal"),
    path("letters/<str:token>/disavowal/undo/", views.disavowal_undo, name="disavowal_undo"),
    path("desk/appeals/<slug:slug>/publication/", desk.publication, name="publication"),
    path("desk/appeals/<slug:slug>/resumption/", desk.resumption, name="resumption"),
]
