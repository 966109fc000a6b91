"""What every page knows."""

from django.conf import settings
from django.http import HttpRequest

from mdl.access import Holds, reads


def product(request: HttpRequest) -> dict[str, object]:
    """Product, whether the fictional demo is here, and what the reader may read at all."""
    # An error page may stand before the middleware that says who asks.
    viewer = getattr(request, "user", None)
    return {
        "product": "Tagalong",
        "demo_sign_ins": settings.DEMO_SIGN_INS,
        "reads": {holds: viewer is not None and reads(viewer, holds) for holds in Holds},
    }
