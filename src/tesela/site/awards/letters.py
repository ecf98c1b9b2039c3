"""Letters for learners without e-mail."""

from django.http import HttpRequest, HttpResponse

from tesela.site.providers.roles import for_members


@for_members("issue")
def letters(request: HttpRequest) -> HttpResponse:
    """Letters."""
    return HttpResponse(status=501)
