"""Both zones' addresses in one process."""

from centre.site.urls import inner, outer

urlpatterns = outer.urlpatterns + inner.urlpatterns
handler404, handler500 = inner.handler404, inner.handler500
