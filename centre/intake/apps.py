"""Django's name for the app."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "centre.intake"
    label = "intake"
