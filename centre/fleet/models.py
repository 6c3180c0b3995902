"""One-time codes that let a terminal enrol. The code itself is never kept, only its hash."""

from django.db import models


class EnrolCode(models.Model):
    """A place for one terminal, until somebody types the code there."""

    code_hash = models.BinaryField(max_length=32, unique=True)
    district = models.CharField(max_length=6)
    division = models.CharField(max_length=12)
    place_name = models.CharField(max_length=100)
    town_name = models.CharField(max_length=100)
    station_id = models.CharField(max_length=40)
    """Empty: a new station. Otherwise the one that is set up anew and gets its next epoch."""
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    used_by = models.BinaryField(max_length=32, null=True)
    """Public key that used it: the same terminal may ask again when the answer was lost."""
    answer = models.BinaryField(null=True)
    """What that terminal was told, so that asking again gets the same answer."""
