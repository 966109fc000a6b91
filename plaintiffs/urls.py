"""Addresses of this app's pages; mdl.urls includes them by name."""

from django.urls import path

from plaintiffs.views import people, who_saw

urlpatterns = [
    path("litigations/<uuid:pk>/people/", people.people, name="people"),
    path("people/<uuid:pk>/", people.person, name="person"),
    path("people/<uuid:pk>/who-saw/", who_saw.who_saw, name="who_saw"),
    path("people/<uuid:pk>/who-saw/csv/", who_saw.who_saw_csv, name="who_saw_csv"),
]
