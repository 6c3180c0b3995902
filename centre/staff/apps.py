"""Django's name for the app."""

from django.apps import AppConfig


class StaffConfig(AppConfig):
    name = "centre.staff"
    label = "staff"
