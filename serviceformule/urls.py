from django.urls import path

from . import views

app_name = "serviceformule"
urlpatterns = [path("", views.stap, name="stap")]
