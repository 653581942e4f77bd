"""Tests of the judging of a load test, without Locust."""
