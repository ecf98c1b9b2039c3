"""The WSGI application that `tesela serve` and other servers run."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tesela.site.settings")
_django = get_wsgi_application()

# Settings must be there before what reads them.
from tesela.site.limits import with_known_length  # noqa: E402

application = with_known_length(_django)
