"""The stations' door."""

from django.urls import path

from centre.fleet.views import enrol
from centre.intake.views import batch, feed, token
from contract.sync import BATCH_PATH, ENROL_PATH, FEED_PATH, TOKEN_PATH

urlpatterns = [
    path(ENROL_PATH.lstrip("/"), enrol),
    path(TOKEN_PATH.lstrip("/"), token),
    path(BATCH_PATH.lstrip("/"), batch),
    path(FEED_PATH.lstrip("/"), feed),
]
handler404 = "centre.site.urls.faults.no_such_door"
handler500 = "centre.site.urls.faults.door_failed"
