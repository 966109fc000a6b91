"""The paralegals' admin: one site, our own sign-in, and the one relaxed content policy."""

from typing import TYPE_CHECKING, Any

from csp.decorators import csp_update
from django.conf import settings
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LogoutView, redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.templatetags.static import static
from django.urls import reverse
from django.utils.decorators import method_decorator

from mdl.access import Holds, reads, shows

if TYPE_CHECKING:
    # unfold ships no types; its site is Django's.
    from django.contrib.admin import AdminSite
else:
    from unfold.sites import UnfoldAdminSite as AdminSite

# The theme evaluates expressions it finds in attributes and styles elements in place. No script
# stands in a page itself, so inline scripts stay refused here too.
RELAXED = {
    "script-src": ["'self'", "'unsafe-eval'"],
    "style-src": ["'self'", "'unsafe-inline'"],
}


def icon(request: HttpRequest) -> str:
    """Return the address of the product's icon (named in settings)."""
    return static("mdl/icon.svg")


def stylesheet(request: HttpRequest) -> str:
    """Return the address of what we add to the theme (named in settings)."""
    return static("mdl/admin.css")


class Typeahead(AutocompleteJsonView):
    """What a picker offers while somebody types: rows this person sees, told apart in words."""

    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, str]:
        """Label a row as its own admin does."""
        desk: Any = self.model_admin
        return {"id": str(getattr(obj, to_field_name)), "text": desk.label(obj)}


class TagalongSite(AdminSite):
    """Everybody of the firm may come in; what they see and do there is decided in mdl.access."""

    index_title = "Work list"
    holds = Holds.OFFICE

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Every page of the admin, and no other page, has the relaxed policy."""
        return csp_update(RELAXED)(super().admin_view(view, cacheable))

    def get_urls(self) -> list[Any]:
        """Leave out Django's detour to a row of any table: it asks nobody who may see the row."""
        return [each for each in super().get_urls() if getattr(each, "name", "") != "view_on_site"]

    def autocomplete_view(self, request: HttpRequest) -> Any:
        """Answer a picker."""
        return Typeahead.as_view(admin_site=self)(request)

    def has_permission(self, request: HttpRequest) -> bool:
        """Somebody of the firm, signed in."""
        return reads(request.user, self.holds)

    @method_decorator(shows(Holds.OPEN))
    @method_decorator(login_not_required)
    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """There is one door, the sign-in page, and it brings back here."""
        start = reverse("admin:index")
        if self.has_permission(request):
            return redirect(start)
        return redirect_to_login(request.GET.get("next", start))

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Sign out as everywhere else."""
        return LogoutView.as_view(next_page=resolve_url(settings.LOGOUT_REDIRECT_URL))(request)


site = TagalongSite()
