"""Addresses of this app's pages; mdl.urls includes them by name."""

from django.urls import path

from plaintiffs.views import people

urlpatterns = [
    path("litigations/<uuid:pk>/people/", people.people, name="people"),
    path("people/<uuid:pk>/", people.person, name="person"),
]
