"""Tests of the one model of an OpenAPI document."""
