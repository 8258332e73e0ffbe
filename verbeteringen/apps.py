from django.apps import AppConfig


class VerbeteringenConfig(AppConfig):
    name = "verbeteringen"
