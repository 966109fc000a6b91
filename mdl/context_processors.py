"""What every page knows."""

from django.conf import settings
from django.http import HttpRequest


def product(request: HttpRequest) -> dict[str, object]:
    """Name of the product, and whether this installation carries the fictional demo."""
    return {"product": "Tagalong", "demo_sign_ins": settings.DEMO_SIGN_INS}
