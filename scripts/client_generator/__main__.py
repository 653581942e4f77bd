"""`scripts/generate`: write the client.

Loading the generator's libraries makes many objects that stay: no garbage is collected meanwhile, and httpx's command
line is left out, which takes three quarters of its import time.
"""

import gc
import sys

gc.disable()
sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]

from client_generator.generate import main  # noqa: E402

if __name__ == "__main__":
    main()
