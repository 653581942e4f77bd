"""The model of an OpenAPI document, which all other packages use."""
