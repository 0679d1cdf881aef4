"""Addresses of letters."""

from django.urls import path

from picketline.letters import views
from picketline.letters.desk import acts, addressees, beginning, detours, model_letters, state

app_name = "letters"
APPEAL = "desk/appeals/<slug:slug>/"
ADDRESSEE = f"{APPEAL}addressees/<int:pk>/"

urlpatterns = [
    path("appeals/<slug:slug>/letters/", views.write, name="write"),
    path("appeals/<slug:slug>/letters/sent/", views.check_your_mail, name="check_your_mail"),
    path("appeals/<slug:slug>/acts/", views.acts, name="acts"),
    path("appeals/<slug:slug>/acts/told/", views.act_told, name="act_told"),
    path("letters/<str:token>/confirmation/", views.confirmation, name="confirmation"),
    path("letters/<str:token>/withdrawal/", views.withdrawal, name="withdrawal"),
    path("letters/<str:token>/disavowal/", views.disavowal, name="disavowal"),
    path("letters/<str:token>/disavowal/undo/", views.disavowal_undo, name="disavowal_undo"),
    path("letters/<str:token>/erasure/", views.erasure, name="erasure"),
    path("letters/<str:token>/comebacks/<uuid:office>/", views.comeback, name="comeback"),
    path("letters/<str:token>/comebacks/<uuid:office>/undo/", views.comeback_undo, name="comeback_undo"),
    path("desk/appeals/new/letter/", beginning.from_letter, name="from_letter"),
    path(f"{APPEAL}publication/", state.publication, name="publication"),
    path(f"{APPEAL}resumption/", state.resumption, name="resumption"),
    path(f"{APPEAL}rehearsal/", state.rehearsal, name="rehearsal"),
    path(f"{APPEAL}acts/release/", acts.release, name="acts_release"),
    path(f"{APPEAL}acts/dismissal/", acts.dismissal, name="acts_dismissal"),
    path(f"{APPEAL}acts/decision/undo/", acts.decision_undo, name="acts_decision_undo"),
    path(f"{APPEAL}letters/<slug:language>/", model_letters.model_letter, name="model_letter"),
    path(f"{APPEAL}letters/<slug:language>/removals/<int:pk>/undo/", model_letters.point_undo, name="point_undo"),
    path(f"{APPEAL}addressees/", addressees.addressees, name="addressees"),
    path(f"{APPEAL}addressees/offices/", addressees.offices, name="offices"),
    path(ADDRESSEE, addressees.addressee, name="addressee"),
    path(f"{ADDRESSEE}detours/", detours.detours, name="detours"),
    path(f"{ADDRESSEE}detours/<int:detour>/removal/", detours.detour_removal, name="detour_removal"),
    path(f"{ADDRESSEE}place/", addressees.addressee_place, name="addressee_place"),
    path(f"{ADDRESSEE}removal/", addressees.addressee_removal, name="addressee_removal"),
]
