"""Addresses of what organisers do with an appeal."""

from django.urls import path

from picketline.appeals import desk

app_name = "appeals"
urlpatterns = [
    path("desk/appeals/<slug:slug>/pause/", desk.pause, name="pause"),
    path("desk/appeals/<slug:slug>/stop/", desk.stop, name="stop"),
    path("desk/appeals/<slug:slug>/closure/", desk.closure, name="closure"),
    path("desk/appeals/<slug:slug>/closure/undo/", desk.closure_undo, name="closure_undo"),
    path("desk/appeals/<slug:slug>/deadline/", desk.deadline, name="deadline"),
]
