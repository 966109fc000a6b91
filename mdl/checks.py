"""System checks: production refuses to start with a development value."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register


@register(Tags.security, deploy=True)
def production_values(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Name every value that belongs to a laptop, and what to set instead."""
    problems: list[tuple[bool, str, str]] = [
        (settings.DEBUG, "DEBUG is on.", "Start with mdl.settings.production."),
        (
            settings.DEMO_SIGN_INS,
            "Demo sign-ins are allowed.",
            "Start with mdl.settings.production, which refuses them.",
        ),
        (
            "localhost" in settings.SITE_URL or "127.0.0.1" in settings.SITE_URL,
            f"SITE_URL is {settings.SITE_URL}; links in mails would lead nowhere.",
            "Set SITE_URL to the address people type.",
        ),
        (
            not settings.SITE_URL.startswith("https://"),
            "SITE_URL does not begin with https://.",
            "Serve behind TLS and say so in SITE_URL.",
        ),
        (
            "localhost" in settings.DEFAULT_FROM_EMAIL,
            "DEFAULT_FROM_EMAIL is a localhost address; relays refuse it.",
            "Set DEFAULT_FROM_EMAIL to an address of your domain.",
        ),
        (
            settings.BLIND_INDEX_KEY == settings.SECRET_KEY
            or settings.BLIND_INDEX_KEY in settings.MASTER_KEYS,
            "MDL_BLIND_KEY repeats another key.",
            "Generate a key of its own; see deploy/env.example.",
        ),
        (
            settings.SECRET_KEY in settings.MASTER_KEYS,
            "SECRET_KEY repeats a master key.",
            "Generate a key of its own; see deploy/env.example.",
        ),
        (
            not settings.EMAIL_TIMEOUT,
            "EMAIL_TIMEOUT is not set; a stalled relay would hold the sender for ever.",
            "Keep the timeout of mdl.settings.base.",
        ),
    ]
    return [
        Error(message, hint=hint, id=f"mdl.E{number:03}")
        for number, (is_wrong, message, hint) in enumerate(problems, start=1)
        if is_wrong
    ]
