"""The API's documentation as one file: the page that the reference server shows at /docs, for reading offline."""
