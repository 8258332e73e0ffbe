from django.urls import include, path

from . import views

KAMERS = (
    ("projectgroep", "sessies"),
    ("kpi", "kpi"),
    ("proces", "proces"),
    ("klantreis", "klantreis"),
    ("serviceformule", "serviceformule"),
    ("verbeteringen", "verbeteringen"),
    ("verbeterplan", "verbeterplan"),
    ("toetsing", "toetsing"),
    ("vaststelling", "vaststelling"),
    ("implementatie", "implementatie"),
    ("uitvoering", "uitvoering"),
    ("documenten", "rapporten"),
)

urlpatterns = [
    path("", views.mijn_werk, name="mijn_werk"),
    path("beheer/", views.beheer, name="beheer"),
    path("beheer/formules/", include("serviceformule.urls_beheer")),
    path("beheer/disciplines/", include("toetsing.urls_beheer")),
    path("portfolio/", views.portfolio, name="portfolio"),
    path("leeft/", views.leeft, name="leeft"),
    path("gereed/", views.gereed, name="gereed"),
    path("", include("wasstraat.urls_accounts")),
    path("berichten/", include("wasstraat.urls_berichten")),
    path("trajecten/", include("trajecten.urls")),
    *[path(f"trajecten/<uuid:traject>/{adres}/", include(f"{kamer}.urls")) for adres, kamer in KAMERS],
]

handler400 = "wasstraat.views.fout_400"
handler403 = "wasstraat.views.fout_403"
handler404 = "wasstraat.views.fout_404"
handler500 = "wasstraat.views.fout_500"
