"""Tests of how commands are measured."""
