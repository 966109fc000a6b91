"""Addresses. Upper apps are reached by dotted string only, and no address holds a name."""

from django.conf import settings
from django.contrib.auth import views as accounts
from django.urls import URLPattern, URLResolver, include, path

from mdl.admin.site import site
from mdl.views import action_sheets, actions, icon, litigations, my_day, search
from mdl.views.sign_in import SignInView

PASSWORD = "mdl/password/{}.html".format

pages: list[URLPattern | URLResolver] = [
    path("", my_day.my_day, name="my_day"),
    path("litigations/", litigations.litigations, name="litigations"),
    path("litigations/<uuid:pk>/", litigations.litigation, name="litigation"),
    path("litigations/<uuid:pk>/actions/", litigations.actions, name="actions"),
    path(
        "litigations/<uuid:pk>/import-actions/", action_sheets.import_actions, name="import_actions"
    ),
    path("actions/<uuid:pk>/", actions.action, name="action"),
    path("search/", search.search, name="search"),
    path("favicon.ico", icon.favicon, name="favicon"),
    path("", include("plaintiffs.urls")),
    path("", include("filings.urls")),
]

signing_in: list[URLPattern | URLResolver] = [
    path("sign-in/", SignInView.as_view(), name="sign_in"),
    path("sign-out/", accounts.LogoutView.as_view(), name="sign_out"),
    path(
        "password/change/",
        accounts.PasswordChangeView.as_view(template_name=PASSWORD("change")),
        name="password_change",
    ),
    path(
        "password/change/done/",
        accounts.PasswordChangeDoneView.as_view(template_name=PASSWORD("changed")),
        name="password_change_done",
    ),
    path(
        "password/reset/",
        accounts.PasswordResetView.as_view(
            template_name=PASSWORD("reset"),
            email_template_name="mdl/password/mail.txt",
            subject_template_name="mdl/password/mail_subject.txt",
            # Not the host that the request claims: whoever asks would choose where the link leads.
            extra_email_context={"site": settings.SITE_URL},
        ),
        name="password_reset",
    ),
    path(
        "password/reset/sent/",
        accounts.PasswordResetDoneView.as_view(template_name=PASSWORD("sent")),
        name="password_reset_done",
    ),
    path(
        "password/set/<uidb64>/<token>/",
        accounts.PasswordResetConfirmView.as_view(template_name=PASSWORD("set")),
        name="password_reset_confirm",
    ),
    path(
        "password/set/done/",
        accounts.PasswordResetCompleteView.as_view(template_name=PASSWORD("done")),
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
