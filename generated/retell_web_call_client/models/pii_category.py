from enum import StrEnum


class PiiCategory(StrEnum):
    """A kind of personal data."""

    PERSON_NAME = "person_name"
    ADDRESS = "address"
    EMAIL = "email"
    PHONE_NUMBER = "phone_number"
    SSN = "ssn"
    PASSPORT = "passport"
    DRIVER_LICENSE = "driver_license"
    CREDIT_CARD = "credit_card"
    BANK_ACCOUNT = "bank_account"
    PASSWORD = "password"
    PIN = "pin"
    MEDICAL_ID = "medical_id"
    DATE_OF_BIRTH = "date_of_birth"
    CUSTOMER_ACCOUNT_NUMBER = "customer_account_number"
