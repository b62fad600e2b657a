"""The data of the text: load, check and split it; `drawing` makes it."""

from tfgraph_course.datasets.fonts import FONTS_FILE, load_fonts
from tfgraph_course.datasets.splits import Split, one_hot, split_fonts

__all__ = ["FONTS_FILE", "Split", "load_fonts", "one_hot", "split_fonts"]
