from enum import StrEnum


class AmbientSound(StrEnum):
    """A background sound."""

    COFFEE_SHOP = "coffee-shop"
    CONVENTION_HALL = "convention-hall"
    SUMMER_OUTDOOR = "summer-outdoor"
    MOUNTAIN_OUTDOOR = "mountain-outdoor"
    STATIC_NOISE = "static-noise"
    CALL_CENTER = "call-center"
