from django.apps import AppConfig


class KlantreisConfig(AppConfig):
    name = "klantreis"
