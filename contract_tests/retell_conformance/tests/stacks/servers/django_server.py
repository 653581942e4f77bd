"""Django with the serializers of Django REST framework, behind gunicorn; DRF's errors get the names of the API's."""

from typing import Any

import call_store
import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.urls import path

settings.configure(
    ALLOWED_HOSTS=["*"],
    SECRET_KEY="for these tests alone",
    ROOT_URLCONF=__name__,
    INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "rest_framework"],
    MIDDLEWARE=["django.middleware.security.SecurityMiddleware", "django.middleware.common.CommonMiddleware"],
    REST_FRAMEWORK={
        "DEFAULT_AUTHENTICATION_CLASSES": ["django_access.KeyAuthentication"],
        "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
        "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
        "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
        "EXCEPTION_HANDLER": "django_errors.failed",
    },
)
django.setup()

from rest_framework import serializers, status  # noqa: E402
from rest_framework.exceptions import NotFound, ValidationError  # noqa: E402
from rest_framework.response import Response  # noqa: E402
from rest_framework.views import APIView  # noqa: E402


class AgentOverrideSerializer(serializers.Serializer):
    """Settings for one call."""

    agent = serializers.DictField(required=False)
    retell_llm = serializers.DictField(required=False)
    conversation_flow = serializers.DictField(required=False)


class CallSerializer(serializers.Serializer):
    """The body of a request for a call."""

    agent_id = serializers.CharField()
    agent_version = serializers.JSONField(required=False)
    agent_override = AgentOverrideSerializer(required=False)
    current_node_id = serializers.CharField(required=False, allow_null=True, allow_blank=True)
    current_state = serializers.CharField(required=False, allow_null=True, allow_blank=True)
    metadata = serializers.DictField(required=False)
    retell_llm_dynamic_variables = serializers.DictField(child=serializers.CharField(allow_blank=True), required=False)


class CallsView(APIView):
    """Registers calls."""

    def registered(self, request: Any) -> dict[str, Any]:
        """Register a call, or respond that there is no such agent."""
        body = CallSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        try:
            return call_store.register(body.validated_data)
        except call_store.UnknownAgent:
            raise ValidationError("Cannot find requested asset under given api key") from None

    def post(self, request: Any) -> Response:
        """Register a call, and return it."""
        return Response(self.registered(request), status.HTTP_201_CREATED)


class CallsV3View(CallsView):
    """Registers calls as of version 3."""

    def post(self, request: Any) -> Response:
        """Register a call, and return how a browser joins it."""
        return Response(call_store.connection(self.registered(request)), status.HTTP_201_CREATED)


class CallView(APIView):
    """Reads calls."""

    def get(self, _: Any, call_id: str) -> Response:
        """Return a call."""
        call = call_store.find(call_id)
        if call is None:
            raise NotFound
        return Response(call)


urlpatterns = [
    path("v2/create-web-call", CallsView.as_view()),
    path("v3/create-web-call", CallsV3View.as_view()),
    path("v2/get-call/<str:call_id>", CallView.as_view()),
]
application = get_wsgi_application()
