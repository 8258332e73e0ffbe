from django.urls import path

from . import postvak

app_name = "berichten"
urlpatterns = [
    path("", postvak.lijst, name="lijst"),
    path("alles-gelezen/", postvak.alles_gelezen, name="alles_gelezen"),
    path("<uuid:pk>/gelezen/", postvak.gelezen, name="gelezen"),
]
