from django.apps import AppConfig


class VaststellingConfig(AppConfig):
    name = "vaststelling"
