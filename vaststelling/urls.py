from django.urls import path

from . import views

app_name = "vaststelling"
urlpatterns = [path("", views.stap, name="stap")]
