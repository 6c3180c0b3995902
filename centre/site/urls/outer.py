"""The stations' door."""

from django.urls import path

from centre.fleet.views import enrol, health, token
from centre.intake.views import ask, batch, blob, chunks, chunks_missing, custody_asked, feed, news
from contract.chunks import CHUNKS_MISSING_PATH, CHUNKS_PATH
from contract.inquiry import ASK_PATH
from contract.news import BLOB_PATH, NEWS_PATH
from contract.sync import BATCH_PATH, CUSTODY_PATH, ENROL_PATH, FEED_PATH, HEALTH_PATH, TOKEN_PATH

VIEWS = {
    ENROL_PATH: enrol,
    TOKEN_PATH: token,
    BATCH_PATH: batch,
    CHUNKS_MISSING_PATH: chunks_missing,
    CHUNKS_PATH: chunks,
    CUSTODY_PATH: custody_asked,
    FEED_PATH: feed,
    NEWS_PATH: news,
    BLOB_PATH: blob,
    HEALTH_PATH: health,
    ASK_PATH: ask,
}
urlpatterns = [path(address.lstrip("/"), view) for address, view in VIEWS.items()]
handler404 = "centre.site.urls.faults.no_such_door"
handler500 = "centre.site.urls.faults.door_failed"
