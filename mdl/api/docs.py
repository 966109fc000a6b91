"""The API described: the OpenAPI document, and the page that shows it."""

from typing import ClassVar

from csp.decorators import csp_update
from django.utils.decorators import method_decorator
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.permissions import IsAuthenticated


class Schema(SpectacularAPIView):
    """The OpenAPI document, for whoever signed in."""

    permission_classes = (IsAuthenticated,)


# Swagger's page styles its elements in place; its scripts come from here like all others.
@method_decorator(csp_update({"style-src": ["'self'", "'unsafe-inline'"]}), name="dispatch")
class Docs(SpectacularSwaggerSplitView):
    """The OpenAPI document as a page to try it on."""

    permission_classes = (IsAuthenticated,)
    # A page has nothing to tell of itself; asked for its options it would look for a template.
    http_method_names: ClassVar = ["get", "head"]
    url_name = "api_schema"
