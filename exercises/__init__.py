"""Exercises for each chapter: files to fill in, their checks, and their solutions."""
