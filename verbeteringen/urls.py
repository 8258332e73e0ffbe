from django.urls import path

from . import views

app_name = "verbeteringen"
urlpatterns = [path("", views.stap, name="stap")]
