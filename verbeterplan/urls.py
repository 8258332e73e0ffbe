from django.urls import path

from . import views

app_name = "verbeterplan"
urlpatterns = [path("", views.stap, name="stap")]
