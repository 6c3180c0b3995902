"""Accounts, the audit trail that cannot be edited, and the count of failed sign-ins."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models


class Role(models.TextChoices):
    """What an account may do; nobody has two."""

    OFFICER = "officer"
    """Works through cases."""
    AUDITOR = "auditor"
    """Reads the audit trail, sees no case."""
    KEEPER = "keeper"
    """Looks after accounts and stations, sees no case."""


class Accounts(BaseUserManager["Account"]):
    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(username=username)


class Account(AbstractBaseUser):
    """A member of staff. `town` (three digits of the numbers) bounds what an officer sees; empty: the district."""

    username = models.CharField(max_length=60, unique=True)
    display_name = models.CharField(max_length=60)
    office = models.CharField(max_length=100, blank=True)
    town = models.CharField(max_length=3, blank=True)
    role = models.CharField(max_length=20, choices=Role.choices)
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=True)

    USERNAME_FIELD = "username"
    objects = Accounts()


class CannotChange(Exception):
    """Somebody tried to change or remove an audit entry."""


class AuditEntry(models.Model):
    """One act of one person. Only ever added: the model refuses, and triggers of the database refuse too."""

    at = models.DateTimeField()
    account = models.CharField(max_length=60)
    act = models.CharField(max_length=40)
    case_number = models.CharField(max_length=50, db_index=True)
    reason_sealed = models.BinaryField(null=True)
    """What the person wrote, as an encrypted field."""
    previous_hash = models.BinaryField(max_length=32)
    own_hash = models.BinaryField(max_length=32)

    def save(self, *args: Any, **options: Any) -> None:
        if self.pk is not None:
            raise CannotChange("an audit entry cannot be changed")
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> tuple[int, dict[str, int]]:
        raise CannotChange("an audit entry cannot be removed")


class SignInTries(models.Model):
    """Failed sign-ins of one subject: the keyed hash of an account name or of an address, never the text typed."""

    subject = models.BinaryField(max_length=32, unique=True)
    failed = models.IntegerField()
    last_at = models.DateTimeField()
