from django.urls import path

from . import views

app_name = "rapporten"
urlpatterns = [path("", views.stap, name="stap")]
