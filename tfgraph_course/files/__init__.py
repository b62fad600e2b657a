"""Files read with care and written whole: what every room reads and writes goes through here.

npz     npz files of strangers, of our own, and of the book
whole   a file is there in full or not at all; JSON; folders; digests
"""
