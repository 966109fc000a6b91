"""Addresses of the API. Upper apps' parts are reached by dotted string."""

from django.urls import include, path
from rest_framework.routers import SimpleRouter

from mdl.api.docs import Docs, Schema
from mdl.api.litigations import LitigationViewSet
from mdl.api.member_actions import MemberActionViewSet

router = SimpleRouter()
router.register("litigations", LitigationViewSet, basename="api_litigation")
router.register("member-actions", MemberActionViewSet, basename="api_member_action")

urlpatterns = [
    *router.urls,
    path("", include("filings.api.urls")),
    path("schema/", Schema.as_view(), name="api_schema"),
    path("docs/", Docs.as_view(), name="api_docs"),
]
