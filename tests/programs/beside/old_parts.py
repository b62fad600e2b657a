"""A file that may be Python 2 or 3; it imports a file beside it as Python 2 did."""

import parts


def half(n):
    return n / 2
