from django.db import models

from trajecten.models import Bewerkbaar, Feit, Traject


class Verbetering(Bewerkbaar, Feit):
    """An idea for improvement, in the register from the moment it is born. Where it is now, the later rooms say."""

    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="+")
    code = models.CharField(max_length=12, editable=False)  # "V10"; a child of V10 is "V10b"
    titel = models.CharField("titel", max_length=250)
    omschrijving = models.TextField("omschrijving", blank=True, help_text="Wat gaan we anders doen, en voor wie?")
    voor_inwoner = models.TextField("wat merkt de inwoner ervan", blank=True)
    uit = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+", editable=False)

    class Meta:
        verbose_name = "verbetering"
        verbose_name_plural = "verbeteringen"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["traject", "code"], name="verbetering_code_uniek")]

    def __str__(self):
        return f"{self.code} {self.titel}"


class Herkomst(models.Model):
    """The step in which the idea was born, with a sentence; the rooms add a link to the very thing it came from."""

    verbetering = models.ForeignKey(Verbetering, on_delete=models.CASCADE, related_name="herkomsten")
    stap = models.PositiveSmallIntegerField("stap")
    toelichting = models.CharField("toelichting", max_length=300, blank=True)

    class Meta:
        verbose_name = "herkomst"
        verbose_name_plural = "herkomsten"
        ordering = ["stap", "id"]
        constraints = [models.UniqueConstraint(fields=["verbetering", "stap", "toelichting"], name="herkomst_eenmaal")]

    def __str__(self):
        return f"stap {self.stap}"
