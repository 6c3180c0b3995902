"""Django's name for the app."""

from django.apps import AppConfig


class FleetConfig(AppConfig):
    name = "centre.fleet"
    label = "fleet"
