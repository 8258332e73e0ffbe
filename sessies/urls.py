from django.urls import path

from . import views

app_name = "sessies"
urlpatterns = [path("", views.stap, name="stap")]
