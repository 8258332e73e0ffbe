from django.urls import path

from . import views

app_name = "proces"
urlpatterns = [path("", views.stap, name="stap")]
