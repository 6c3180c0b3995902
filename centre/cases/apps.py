"""Django's name for the app."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "centre.cases"
    label = "cases"
