"""Addresses of this app's part of the API; mdl.api.urls includes them by name."""

from rest_framework.routers import SimpleRouter

from filings.api.deadlines import DeadlineViewSet
from filings.api.dockets import DocketEntryViewSet

router = SimpleRouter()
router.register("docket-entries", DocketEntryViewSet, basename="api_docket_entry")
router.register("deadlines", DeadlineViewSet, basename="api_deadline")

urlpatterns = router.urls
