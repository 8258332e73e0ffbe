from django.apps import AppConfig


class ServiceformuleConfig(AppConfig):
    name = "serviceformule"
