#!/bin/sh
# standardwebhooks 1.1.0 (PyPI): Webhook.sign(msg_id, timestamp, data)
#
# One would guess: an aware datetime is an instant, so the signature is the same whichever zone it
# is written in.
# What happens: sign() replaces the zone with UTC instead of converting to it. For a datetime with
# +02:00 it signs a time two hours in the future, and verify() of the same package rejects that
# signature for the webhook-timestamp of the instant that was passed in. In UTC everything works.
# Whom it hurts: a sender, or a test, that signs with datetime.now().astimezone(). It works on a
# machine whose zone is UTC (most CI) and on no other.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv &&
        venv/bin/pip install -q --disable-pip-version-check standardwebhooks==1.1.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
from base64 import b64encode
from datetime import datetime, timedelta, timezone
from importlib.metadata import version

from standardwebhooks import Webhook, WebhookVerificationError

print("standardwebhooks", version("standardwebhooks"))
webhook = Webhook(b64encode(b"an example key of 32 characters!").decode())
instant = datetime.now(timezone.utc)
body = '{"event": "call_ended"}'


def is_verified(moment: datetime) -> bool:
    headers = {
        "webhook-id": "msg_1",
        "webhook-timestamp": str(int(moment.timestamp())),
        "webhook-signature": webhook.sign("msg_1", moment, body),
    }
    try:
        webhook.verify(body, headers)
    except WebhookVerificationError as error:
        print(moment.isoformat(), "->", error)
        return False
    print(moment.isoformat(), "-> verified")
    return True


in_utc = is_verified(instant)
two_hours_east = is_verified(instant.astimezone(timezone(timedelta(hours=2))))
raise SystemExit(0 if in_utc and not two_hours_east else 1)
EOF
venv/bin/python check.py
