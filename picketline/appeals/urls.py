"""Addresses of what organisers do with an appeal."""

from django.urls import path

from picketline.appeals.desk import (
    basis,
    beginning,
    demands,
    drafting,
    ending,
    looks,
    occurrences,
    people,
    relations,
    removals,
)

app_name = "appeals"
APPEAL = "desk/appeals/<slug:slug>/"
PERSON = f"{APPEAL}people/<uuid:uuid>/"

urlpatterns = [
    path("desk/appeals/new/", beginning.new, name="new"),
    path("desk/appeals/new/alert/", beginning.alert, name="from_alert"),
    path("desk/appeals/new/picket/", beginning.picket, name="from_picket"),
    path("desk/appeals/new/report/", beginning.report, name="from_report"),
    path("desk/appeals/new/blank/", beginning.blank, name="from_nothing"),
    path(f"{APPEAL}text/", drafting.text, name="text"),
    path(f"{APPEAL}rules/", drafting.rules, name="rules"),
    path(f"{APPEAL}basis/", basis.basis, name="basis"),
    path(f"{APPEAL}sources/", basis.sources, name="sources"),
    path(f"{APPEAL}sources/<int:pk>/", basis.source, name="source"),
    path(f"{APPEAL}people/", people.people, name="people"),
    path(PERSON, people.person, name="person"),
    path(f"{PERSON}place/", people.person_place, name="person_place"),
    path(f"{PERSON}removal/", people.person_removal, name="person_removal"),
    path(f"{PERSON}withdrawal/", people.withdrawal, name="withdrawal"),
    path(f"{PERSON}withdrawal/undo/", people.withdrawal_undo, name="withdrawal_undo"),
    path(f"{PERSON}statuses/", people.statuses, name="statuses"),
    path(f"{PERSON}statuses/<int:pk>/", people.status, name="status"),
    path(f"{PERSON}statuses/<int:pk>/place/", people.status_place, name="status_place"),
    path(f"{PERSON}statuses/<int:pk>/removal/", people.status_removal, name="status_removal"),
    path(f"{APPEAL}occurrences/", occurrences.occurrences, name="occurrences"),
    path(f"{APPEAL}occurrences/<int:pk>/", occurrences.occurrence, name="occurrence"),
    path(f"{APPEAL}occurrences/<int:pk>/place/", occurrences.occurrence_place, name="occurrence_place"),
    path(f"{APPEAL}occurrences/<int:pk>/removal/", occurrences.occurrence_removal, name="occurrence_removal"),
    path(f"{APPEAL}demands/", demands.demands, name="demands"),
    path(f"{APPEAL}demands/<int:pk>/", demands.demand, name="demand"),
    path(f"{APPEAL}demands/<int:pk>/place/", demands.demand_place, name="demand_place"),
    path(f"{APPEAL}demands/<int:pk>/removal/", demands.demand_removal, name="demand_removal"),
    path(f"{APPEAL}follow-up/", relations.follow_up, name="follow_up"),
    path(f"{APPEAL}relations/", relations.relations, name="relations"),
    path(f"{APPEAL}relations/<int:pk>/removal/", relations.relation_removal, name="relation_removal"),
    path(f"{APPEAL}removals/<int:pk>/undo/", removals.removal_undo, name="removal_undo"),
    path(f"{APPEAL}look/", looks.look, name="look"),
    path(f"{APPEAL}look/undo/", looks.look_undo, name="look_undo"),
    path(f"{APPEAL}pause/", ending.pause, name="pause"),
    path(f"{APPEAL}stop/", ending.stop, name="stop"),
    path(f"{APPEAL}closure/", ending.closure, name="closure"),
    path(f"{APPEAL}closure/undo/", ending.closure_undo, name="closure_undo"),
    path(f"{APPEAL}deadline/", ending.deadline, name="deadline"),
]
