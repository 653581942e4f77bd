"""Servers with one defect each, which the provider suite must find, and correct ones, which it must not accuse.

catalogue.py says how to add one.
"""
