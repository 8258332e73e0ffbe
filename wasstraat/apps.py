from django.apps import AppConfig


class WasstraatConfig(AppConfig):
    name = "wasstraat"
