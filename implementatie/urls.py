from django.urls import path

from . import views

app_name = "implementatie"
urlpatterns = [path("", views.stap, name="stap")]
