"""Which deadline is the day that an order set for opting out of a class, or for objecting."""

from django.db import models

from mdl.history import tracked


@tracked()
class ClassDayDeadline(models.Model):
    """One deadline for one ordered day: when the order moves the day, it moves this deadline."""

    day = models.OneToOneField("plaintiffs.ClassDay", on_delete=models.PROTECT, related_name="+")
    deadline = models.OneToOneField("filings.Deadline", on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.day)
