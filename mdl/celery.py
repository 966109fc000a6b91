"""Celery: a wake-up call. What is due stands in PostgreSQL; losing every message costs a tick."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mdl.settings.development")

app = Celery("mdl")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
