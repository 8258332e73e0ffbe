from django.urls import path

from . import views_beheer

app_name = "toetsing_beheer"
urlpatterns = [
    path("", views_beheer.lijst, name="lijst"),
    path("nieuw/", views_beheer.nieuw, name="nieuw"),
    path("<int:pk>/", views_beheer.wijzig, name="wijzig"),
]
