"""Safe reading and writing of files, for the rest of the course.

npz     npz files, which may come from an untrusted source
shipped the course's own data and scripts, wherever it is installed
atomic  files that are written completely or not at all; JSON; folders; SHA-256
"""
