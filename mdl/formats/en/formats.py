"""Days with their weekday, months as words: nobody asks whether 3/4 is in March or in April."""

DATE_FORMAT = "D, M j, Y"
SHORT_DATE_FORMAT = "M j, Y"
TIME_FORMAT = "g:i A"
DATETIME_FORMAT = "D, M j, Y, g:i A T"
SHORT_DATETIME_FORMAT = "M j, Y, g:i A"
