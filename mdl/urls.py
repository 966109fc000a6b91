"""Addresses. Upper apps are reached by dotted string only, and no address holds a name."""

from django.conf import settings
from django.contrib.auth import views as accounts
from django.urls import URLPattern, URLResolver, include, path

from mdl.access import Holds, shows
from mdl.admin.site import site
from mdl.views import (
    action_sheets,
    actions,
    icon,
    litigations,
    matter_exports,
    my_day,
    retention,
    search,
    shared,
)
from mdl.views.sign_in import SignInView

PASSWORD = "mdl/password/{}.html".format
open_to_all = shows(Holds.OPEN)

pages: list[URLPattern | URLResolver] = [
    path("", my_day.my_day, name="my_day"),
    path("litigations/", litigations.litigations, name="litigations"),
    path("litigations/<uuid:pk>/", litigations.litigation, name="litigation"),
    path("litigations/<uuid:pk>/actions/", litigations.actions, name="actions"),
    path(
        "litigations/<uuid:pk>/import-actions/", action_sheets.import_actions, name="import_actions"
    ),
    path("litigations/<uuid:pk>/closing/", retention.closing, name="closing"),
    path("litigations/<uuid:pk>/file/", matter_exports.matter_exports, name="matter_exports"),
    path("exported-files/<uuid:pk>/", matter_exports.exported_file, name="exported_file"),
    path("retention/", retention.retention, name="retention"),
    path("erasures/<uuid:pk>/", retention.certificate, name="certificate"),
    path("erasures/<uuid:pk>/text/", retention.certificate_text, name="certificate_text"),
    path("erasures/<uuid:pk>/pdf/", retention.certificate_pdf, name="certificate_pdf"),
    path("actions/<uuid:pk>/", actions.action, name="action"),
    path("search/", search.search, name="search"),
    path("shared/", shared.matters, name="shared"),
    path("shared/<uuid:pk>/", shared.matter, name="shared_matter"),
    path("favicon.ico", icon.favicon, name="favicon"),
    path("", include("plaintiffs.urls")),
    path("", include("filings.urls")),
]

signing_in: list[URLPattern | URLResolver] = [
    path("sign-in/", open_to_all(SignInView.as_view()), name="sign_in"),
    path("sign-out/", open_to_all(accounts.LogoutView.as_view()), name="sign_out"),
    path(
        "password/change/",
        open_to_all(accounts.PasswordChangeView.as_view(template_name=PASSWORD("change"))),
        name="password_change",
    ),
    path(
        "password/change/done/",
        open_to_all(accounts.PasswordChangeDoneView.as_view(template_name=PASSWORD("changed"))),
        name="password_change_done",
    ),
    path(
        "password/reset/",
        open_to_all(
            accounts.PasswordResetView.as_view(
                template_name=PASSWORD("reset"),
                email_template_name="mdl/password/mail.txt",
                subject_template_name="mdl/password/mail_subject.txt",
                # Not the host that the request claims: who asks would choose where it leads.
                extra_email_context={"site": settings.SITE_URL},
            )
        ),
        name="password_reset",
    ),
    path(
        "password/reset/sent/",
        open_to_all(accounts.PasswordResetDoneView.as_view(template_name=PASSWORD("sent"))),
        name="password_reset_done",
    ),
    path(
        "password/set/<uidb64>/<token>/",
        open_to_all(accounts.PasswordResetConfirmView.as_view(template_name=PASSWORD("set"))),
        name="password_reset_confirm",
    ),
    path(
        "password/set/done/",
        open_to_all(accounts.PasswordResetCompleteView.as_view(template_name=PASSWORD("done"))),
        name="password_reset_complete",
    ),
]

urlpatterns: list[URLPattern | URLResolver] = [
    *pages,
    *signing_in,
    path("admin/", site.urls),
    path("api/v1/", include("mdl.api.urls")),
]

handler400 = "mdl.views.errors.bad_request"
