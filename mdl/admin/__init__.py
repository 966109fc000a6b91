"""The paralegals' workplace: an admin (django-unfold) in which every write goes by a service.

`site` is the one site; `base` what its pages share; `steps`, `tabs`, `filters`, `lists`, `forms`,
`history` and `start` its parts; and a file for each subject.
"""

from mdl.admin import (  # noqa: F401 - each registers its subject on the site
    accounts,
    audit,
    batches,
    claims,
    closings,
    counsel,
    courts,
    litigations,
    member_actions,
    open_items,
    parties,
    sources,
    transfers,
)
