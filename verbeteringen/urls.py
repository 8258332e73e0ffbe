from django.urls import path

from . import views

app_name = "verbeteringen"
urlpatterns = [
    path("", views.lijst, name="stap"),
    path("nieuw/", views.nieuw, name="nieuw"),
    path("<int:pk>/", views.verbetering, name="detail"),
    path("<int:pk>/wijzig/", views.wijzig, name="wijzig"),
    path("<int:pk>/herkomst/", views.herkomst, name="herkomst"),
]
