"""Serves a recipe of the client's README: `recipe_receiver.py fastapi|flask|django FOLDER_OF_THEIR_PACKAGES`."""

import site
import sys
import time

from retell_conformance.reference_server.running import running
from retell_conformance.reference_server.running_wsgi import running_wsgi


def main() -> None:
    """Print the URL, and serve until the process is ended."""
    framework, packages = sys.argv[1:]
    site.addsitedir(packages)
    if framework == "django":
        from django.conf import settings
        from django.core.wsgi import get_wsgi_application

        settings.configure(SECRET_KEY="django", ALLOWED_HOSTS=["127.0.0.1"], ROOT_URLCONF="receiver")
        serving = running_wsgi(get_wsgi_application())
    else:
        from receiver import app  # type: ignore[import-not-found]

        serving = running(app) if framework == "fastapi" else running_wsgi(app)
    with serving as url:
        print(f"{url}/webhooks/retell", flush=True)
        time.sleep(600)


if __name__ == "__main__":
    main()
