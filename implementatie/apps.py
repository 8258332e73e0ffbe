from django.apps import AppConfig


class ImplementatieConfig(AppConfig):
    name = "implementatie"
