"""Safe reading and writing of files, for the rest of the course.

npz     npz files, which may come from anyone
whole   files written completely or not at all; JSON; folders; digests
"""
