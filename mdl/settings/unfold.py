"""How the paralegals' admin looks (django-unfold); what it does is in mdl.admin."""

from typing import Any

UNFOLD: dict[str, Any] = {
    "SITE_TITLE": "Tagalong",
    "SITE_HEADER": "Tagalong",
    "SITE_SUBHEADER": "Multidistrict litigation",
    "SITE_SYMBOL": "account_tree",
    "SITE_FAVICONS": [{"rel": "icon", "type": "image/svg+xml", "href": "mdl.admin.site.icon"}],
    "STYLES": ["mdl.admin.site.stylesheet"],
    "SHOW_VIEW_ON_SITE": False,
    "SHOW_BACK_BUTTON": True,
    "DASHBOARD_CALLBACK": "mdl.admin.start.with_panels",
    "SIDEBAR": {"navigation": "mdl.admin.navigation.groups"},
    # Looking rows up from the theme's own command box would cache what a wall may close later.
    "COMMAND": {"search_models": False},
    "COLORS": {
        # A sober blue; red stays free for what is overdue.
        "primary": {
            "50": "oklch(97% .014 254.6)",
            "100": "oklch(93.2% .032 255.6)",
            "200": "oklch(88.2% .059 254.1)",
            "300": "oklch(80.9% .105 251.8)",
            "400": "oklch(70.7% .165 254.6)",
            "500": "oklch(60% .17 257)",
            "600": "oklch(50% .16 258)",
            "700": "oklch(44% .145 259)",
            "800": "oklch(39% .12 260)",
            "900": "oklch(34% .1 261)",
            "950": "oklch(26% .08 262)",
        },
    },
}
