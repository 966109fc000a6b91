"""What holds in every installation. deploy/env.example explains each variable."""

from pathlib import Path

import environ
import pgtrigger
from django.urls import reverse_lazy

from mdl.settings.unfold import UNFOLD  # noqa: F401 - the admin's theme reads it here

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parents[2]
STATE_DIR = Path(env.str("MDL_STATE_DIR", default=str(BASE_DIR / ".state")))

SECRET_KEY = env.str("SECRET_KEY")
# Wraps each person's data key; comma-separated, newest first (rotation).
MASTER_KEYS = env.list("MDL_MASTER_KEY")
# Keys the blind indexes by which protected names are searched; never rotates with the above.
BLIND_INDEX_KEY = env.str("MDL_BLIND_KEY")

DEBUG = False
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")

INSTALLED_APPS = [
    # Our apps stand before unfold where they override its templates.
    "filings",
    "plaintiffs",
    "mdl",
    "unfold",
    "unfold.contrib.filters",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "axes",
    "csp",
    "django_filters",
    "django_htmx",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "pghistory",
    "pgtrigger",
    "rest_framework",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    # The first query of a request is who is asking, so the identity middleware,
    # which opens the transaction, stands around the session's user.
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "mdl.middleware.IdentityMiddleware",
    "mdl.middleware.ReaderTimeMiddleware",
    # Every page asks for sign-in unless its view says otherwise.
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    # And what a role does not read is not there.
    "mdl.middleware.PolicyMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "mdl.urls"
WSGI_APPLICATION = "mdl.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # Overrides of unfold's own pages: an app's template directory stands too late for them.
        "DIRS": [BASE_DIR / "mdl" / "templates" / "overrides"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "mdl.context_processors.product",
            ],
        },
    },
]

# --- Records ---------------------------------------------------------------------------------

DATABASES = {
    "default": {
        **env.db("DATABASE_URL"),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# One row of history per statement, not per row, and one context per transaction (mdl.identity).
PGHISTORY_LEVEL = pgtrigger.Statement
PGHISTORY_APPEND_ONLY = True

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# --- People ----------------------------------------------------------------------------------

AUTH_USER_MODEL = "mdl.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "mdl.auth.EmailBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    # NIST 800-63B-4 asks for fifteen where the password is the only factor.
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 15},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = reverse_lazy("sign_in")
LOGIN_REDIRECT_URL = reverse_lazy("my_day")
LOGOUT_REDIRECT_URL = reverse_lazy("sign_in")
PASSWORD_RESET_TIMEOUT = 3 * 24 * 3600

# Demo sign-ins exist only with the demo litigation; production refuses them altogether.
DEMO_SIGN_INS = False

AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
# By default it would look for a field called like the model's, find none, and never lock.
AXES_USERNAME_FORM_FIELD = "username"
AXES_USERNAME_CALLABLE = "mdl.auth.typed_address"
AXES_CLIENT_IP_CALLABLE = "mdl.auth.client_address"
PROXY_COUNT = 0
AXES_LOCKOUT_TEMPLATE = "429.html"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False

SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

# Strict everywhere; mdl.middleware relaxes it for the admin, whose theme evaluates expressions.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

# --- Language, time, files -------------------------------------------------------------------

LANGUAGE_CODE = "en-us"
TIME_ZONE = "UTC"
USE_I18N = False
USE_TZ = True
# The locale's own formats would win over settings.
FORMAT_MODULE_PATH = ["mdl.formats"]
STATIC_URL = "static/"
STATIC_ROOT = Path(env.str("MDL_STATIC_ROOT", default=str(STATE_DIR / "static")))
MEDIA_ROOT = STATE_DIR / "files"
# Exported files of whole matters, sealed; they are made anew and not backed up.
MATTER_EXPORTS_DIR = STATE_DIR / "exports"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024

# --- Mail ------------------------------------------------------------------------------------

vars().update(env.email_url("EMAIL_URL", default="smtp://127.0.0.1:1025"))
EMAIL_TIMEOUT = 20  # a relay that stalls must not hold a lease for ever
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Tagalong <reminders@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# A worker that dies gives its message back after so long: longer than a talk with a relay takes.
MESSAGE_LEASE_SECONDS = env.float("MESSAGE_LEASE_SECONDS", default=120.0)
# Where the relay logs what it took. Asked before a message that may have arrived is sent again.
MAIL_RELAY_LOG = env.str("MAIL_RELAY_LOG", default="")

# --- The audit -------------------------------------------------------------------------------
# Everything written is chained in sealed batches; the head is kept outside the database.
SEAL_SECONDS = env.float("SEAL_SECONDS", default=60.0)
AUDIT_ANCHOR_FILE = Path(
    env.str("MDL_AUDIT_ANCHOR_FILE", default=str(STATE_DIR / "anchors" / "audit-heads.txt"))
)
# Whoever gets the head by mail, once a day, beside supervisors and administrators.
AUDIT_ANCHOR_MAIL_TO = env.list("AUDIT_ANCHOR_MAIL_TO", default=[])

# --- Papers in -------------------------------------------------------------------------------
# Everything that asks another machine is off until it is configured.

# Where courts send their notices: imaps://user:password@host/INBOX, comma-separated.
MAILBOX_URLS = env.list("MAILBOX_URLS", default=[])
MAILBOX_SECONDS = env.int("MAILBOX_SECONDS", default=120)
MAILBOX_AT_ONCE = env.int("MAILBOX_AT_ONCE", default=500)  # messages in one round
MAILBOX_MESSAGE_BYTES = env.int("MAILBOX_MESSAGE_BYTES", default=25 * 1024 * 1024)
# Courts whose RSS feeds are read: "ours" (those of our pending actions), PACER ids, or "all".
FEED_COURTS = env.list("FEED_COURTS", default=[])
FEED_SECONDS = env.int("FEED_SECONDS", default=900)
FEED_ADDRESS = env.str("FEED_ADDRESS", default="https://{host}/cgi-bin/rss_outside.pl")
COURTLISTENER_TOKEN = env.str("COURTLISTENER_TOKEN", default="")
COURTLISTENER_URL = env.str(
    "COURTLISTENER_URL", default="https://www.courtlistener.com/api/rest/v4/"
)
COURTLISTENER_PAGES = env.int("COURTLISTENER_PAGES", default=40)  # asked for in one round
# The only hosts that are asked; a dot in front allows whatever is below.
FETCH_HOSTS = env.list("FETCH_HOSTS", default=[".uscourts.gov", "www.courtlistener.com"])
FETCH_SECONDS = env.float("FETCH_SECONDS", default=30.0)
FETCH_BYTES = env.int("FETCH_BYTES", default=32 * 1024 * 1024)
FETCH_TICK_SECONDS = env.float("FETCH_TICK_SECONDS", default=60.0)
# How many people, or papers that name them, one person may open within an hour.
REVEALS_AN_HOUR = env.int("REVEALS_AN_HOUR", default=30)

# What one person may hand in at once.
UPLOAD_FILES = env.int("UPLOAD_FILES", default=200)
UPLOAD_PAPERS = env.int("UPLOAD_PAPERS", default=5_000)  # archives unpacked
UPLOAD_PAPER_BYTES = env.int("UPLOAD_PAPER_BYTES", default=64 * 1024 * 1024)
UPLOAD_TOTAL_BYTES = env.int("UPLOAD_TOTAL_BYTES", default=512 * 1024 * 1024)
DATA_UPLOAD_MAX_NUMBER_FILES = UPLOAD_FILES
# Days after which a docket is looked at again; one that is nobody's is not.
DOCKET_DAYS_PENDING = env.int("DOCKET_DAYS_PENDING", default=1)
DOCKET_DAYS_CLOSED = env.int("DOCKET_DAYS_CLOSED", default=30)

# --- Work in the background ------------------------------------------------------------------

CELERY_BROKER_URL = env.str("REDIS_URL")
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "UTC"
REMINDER_TICK_SECONDS = env.float("REMINDER_TICK_SECONDS", default=15.0)
# Ticks are idempotent: any number of beats may run.
CELERY_BEAT_SCHEDULE = {
    "plan-reminders": {"task": "filings.plan_reminders", "schedule": REMINDER_TICK_SECONDS * 4},
    # A release may bring another text of a rule; a look costs one query where none did.
    "look-for-changed-law": {"task": "filings.look_for_changed_law", "schedule": 3600.0},
    # Wakes are sent at once; this is for one that was lost.
    "check-names": {"task": "filings.check_names", "schedule": REMINDER_TICK_SECONDS * 4},
    # Who comes of age within months; a look costs a few queries where nobody does.
    "open-what-follows": {"task": "plaintiffs.open_what_follows", "schedule": 3600.0},
    # What was written since the last seal; a look costs three statements where nothing was.
    "seal-audit": {"task": "mdl.seal_audit", "schedule": SEAL_SECONDS},
    # Wakes are sent at once; this is for one that was lost.
    "write-exports": {"task": "mdl.write_exports", "schedule": FETCH_TICK_SECONDS},
    # Whose retention ends within weeks; a look costs one query where none does.
    "watch-retention": {"task": "mdl.watch_retention", "schedule": 3600.0},
    "mail-audit-head": {"task": "mdl.mail_audit_head", "schedule": 3600.0},
    "work-on-census": {"task": "plaintiffs.work_on_census", "schedule": FETCH_TICK_SECONDS},
    "deliver-messages": {"task": "filings.deliver_messages", "schedule": REMINDER_TICK_SECONDS},
    "take-in-papers": {"task": "filings.take_in_papers", "schedule": FETCH_TICK_SECONDS},
    # Each way in says itself when it is due; a slow one must not delay the others.
    **(
        {"fetch-mail": {"task": "filings.fetch_mail", "schedule": FETCH_TICK_SECONDS}}
        if MAILBOX_URLS
        else {}
    ),
    **(
        {"fetch-feeds": {"task": "filings.fetch_feeds", "schedule": FETCH_TICK_SECONDS}}
        if FEED_COURTS
        else {}
    ),
    **(
        {"fetch-dockets": {"task": "filings.fetch_dockets", "schedule": FETCH_TICK_SECONDS}}
        if COURTLISTENER_TOKEN
        else {}
    ),
}

# --- The API ---------------------------------------------------------------------------------

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["mdl.api.sessions.SignedInSession"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_PAGINATION_CLASS": "mdl.api.pages.CursorPages",
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_VERSIONING_CLASS": None,
    "PAGE_SIZE": 50,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Tagalong API",
    "DESCRIPTION": "Litigations, member actions, docket entries and deadlines. "
    "Protected people appear by their public designation.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
}

# --- Logs ------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"without_secrets": {"()": "mdl.secret_addresses.WithoutSecrets"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["without_secrets"],
        }
    },
    # Django names the address of each refusal, and hands it to handlers of its own too.
    "loggers": {"django.request": {"filters": ["without_secrets"]}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
}
