"""The suite: real PostgreSQL, real Valkey, fast hashing. Type checkers read it without either."""

import os

# Plainly worthless values, so that tools which only load settings need no environment.
for _name, _value in {
    "SECRET_KEY": "tests-only-secret-key-that-guards-nothing-at-all",
    "MDL_MASTER_KEY": "dGVzdHMtb25seS1tYXN0ZXIta2V5LTMyLWJ5dGVzISE=",
    "MDL_BLIND_KEY": "tests-only-blind-index-key",
    "DATABASE_URL": "postgres://mdl_app@/mdl",
    "REDIS_URL": "redis://127.0.0.1:6379/0",
}.items():
    os.environ.setdefault(_name, _value)

from mdl.settings.base import *  # noqa: E402, F403 - the values above come first

DEMO_SIGN_INS = True
# Argon2 is slow on purpose; a suite signs in hundreds of times.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Nothing is collected for the suite: files are looked up where they stand.
WHITENOISE_AUTOREFRESH = True
