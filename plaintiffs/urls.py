"""Addresses of this app's pages; mdl.urls includes them by name."""

from django.urls import path

from plaintiffs.views import census, classes, exports, people, who_saw

urlpatterns = [
    path("litigations/<uuid:pk>/people/", people.people, name="people"),
    path("litigations/<uuid:pk>/import-people/", census.import_people, name="import_people"),
    path("litigations/<uuid:pk>/export-people/", exports.export_people, name="export_people"),
    path("people-lists/<uuid:pk>/", census.census_sheet, name="census_sheet"),
    path("classes/<uuid:pk>/", classes.plaintiff_class, name="class"),
    path("people/<uuid:pk>/", people.person, name="person"),
    path("people/<uuid:pk>/who-saw/", who_saw.who_saw, name="who_saw"),
    path("people/<uuid:pk>/who-saw/csv/", who_saw.who_saw_csv, name="who_saw_csv"),
]
