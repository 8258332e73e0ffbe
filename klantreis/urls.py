from django.urls import path

from . import views

app_name = "klantreis"
urlpatterns = [path("", views.stap, name="stap")]
