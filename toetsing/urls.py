from django.urls import path

from . import views

app_name = "toetsing"
urlpatterns = [path("", views.stap, name="stap")]
