"""Files read with care and written whole: the rest of the course reads and writes through here.

npz     npz files, which may come from anyone
whole   files written whole or not at all; JSON; folders; digests
"""
