"""Correct servers that are unlike the reference server: no check may accuse one."""
