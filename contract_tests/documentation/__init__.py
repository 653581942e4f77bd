"""The API's documentation as a single file, like the page of the reference server at /docs, for use offline."""
