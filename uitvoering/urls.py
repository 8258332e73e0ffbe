from django.urls import path

from . import views

app_name = "uitvoering"
urlpatterns = [path("", views.stap, name="stap")]
