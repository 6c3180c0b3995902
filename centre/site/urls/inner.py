"""The staff's pages."""

from django.urls import path
from django.views.generic import RedirectView

from centre.cases import views as cases
from centre.staff import views as staff

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="queue")),
    path("cases/", cases.queue, name="queue"),
    path("cases/find", cases.find, name="find"),
    path("cases/<str:case_number>/", cases.case, name="case"),
    path("cases/<str:case_number>/decide", cases.decide, name="decide"),
    path("cases/<str:case_number>/number", cases.whole_number, name="whole-number"),
    path("cases/<str:case_number>/again", cases.open_again, name="open-again"),
    path("cases/<str:case_number>/files/<int:place>", cases.file, name="file"),
    path("sign-in", staff.sign_in, name="sign-in"),
    path("sign-out", staff.sign_out, name="sign-out"),
    path("password", staff.password, name="password"),
    path("audit", staff.audit, name="audit"),
]
handler404 = "centre.site.urls.faults.no_such_page"
handler500 = "centre.site.urls.faults.page_failed"
