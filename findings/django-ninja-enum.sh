#!/bin/sh
# django-ninja 1.7.1 (PyPI), with Django 5.2
#
# One would guess: a response with the member RED of an Enum, whose value is "red", has "red" in it: the contract
# that the framework writes says enum: ["red", "blue"], and requests have to send "red".
# What happens: the response has "Color.RED": Python's name of the member. A client that sends back what it got is
# rejected with 422. Of an Enum that is a str as well, the value is sent, and so it is by FastAPI and Litestar.
# Whom it hurts: clients that are generated from the contract: they reject the server's own responses.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check django-ninja==1.7.1 django==5.2.19
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import enum
import json
import sys
import types

import django
from django.conf import settings
from django.test import Client
from django.urls import path

settings.configure(SECRET_KEY="example", ROOT_URLCONF="urls", ALLOWED_HOSTS=["*"])
django.setup()

from ninja import NinjaAPI, Schema

api = NinjaAPI()


class Color(enum.Enum):
    RED = "red"
    BLUE = "blue"


class Car(Schema):
    color: Color


@api.post("/cars", response=Car)
def add(request, car: Car):
    return car


sys.modules["urls"] = types.SimpleNamespace(urlpatterns=[path("", api.urls)])
client = Client()
contract = client.get("/openapi.json").json()["components"]["schemas"]["Color"]
print("contract:", contract)
answers = [client.post("/cars", {"color": "red"}, content_type="application/json")]
print("sent: red, got:", answers[0].json())
answers.append(client.post("/cars", json.dumps(answers[0].json()), content_type="application/json"))
print("sent back:", answers[1].status_code)
same = contract["enum"] == ["red", "blue"] and answers[0].json() == {"color": "Color.RED"}
sys.exit(0 if same and answers[1].status_code == 422 else 1)
EOF
venv/bin/python check.py
