"""Which ways of service add three days, and since when not (FRCP 6(d), FRAP 26(c))."""

from datetime import date

import pytest

from mdl.court_time import FRAP, FRCP, CountingRule, ServiceMethod, days_added_for

TODAY = date(2022, 3, 1)


@pytest.mark.parametrize(
    ("method", "days"),
    [
        (ServiceMethod.NONE, 0),
        (ServiceMethod.HAND, 0),
        (ServiceMethod.ELECTRONIC, 0),
        (ServiceMethod.MAIL, 3),
        (ServiceMethod.CLERK, 3),
        (ServiceMethod.OTHER_CONSENTED, 3),
    ],
)
def test_today_mail_and_the_like_add_three(method: ServiceMethod, days: int) -> None:
    assert days_added_for(method, served_on=TODAY, rule=FRCP) == days


@pytest.mark.parametrize(
    ("served_on", "rule", "days"),
    [
        (date(2001, 11, 30), FRCP, 0),
        (date(2001, 12, 1), FRCP, 3),
        (date(2016, 11, 30), FRCP, 3),
        (date(2016, 12, 1), FRCP, 0),
        (date(2002, 11, 30), FRAP, 0),
        (date(2016, 11, 30), FRAP, 3),
        (date(2016, 12, 1), FRAP, 0),
    ],
)
def test_electronic_service_added_days_between_2001_and_2016(
    served_on: date, rule: CountingRule, days: int
) -> None:
    assert days_added_for(ServiceMethod.ELECTRONIC, served_on=served_on, rule=rule) == days
