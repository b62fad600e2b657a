"""Draw the course's figures with matplotlib. Each function draws one figure and returns it.

fonts      letters, weights, filters, convolution and pooling: chapters 1 to 3
curves     accuracy and loss over the epochs: all chapters
confusion  confusion matrices: all chapters
weather    the predicted seasons of weeks, the temperature forecast: chapters 4 and 5
kmeans     points, means and clusters: chapter 5
canvas     what all figures have in common: empty figures, their files and windows
diagrams   diagrams of the book's ideas: all chapters
"""

from tfgraph_course.figures.canvas import empty, save, show
from tfgraph_course.figures.confusion import confusion_matrices, confusion_matrix
from tfgraph_course.figures.curves import accuracy_curves, compared, loss_curves
from tfgraph_course.figures.fonts import (
    conv_pool,
    filters,
    letters,
    output_weights,
    weight_images,
)
from tfgraph_course.figures.weather import seasons

__all__ = [
    "accuracy_curves", "compared", "confusion_matrices", "confusion_matrix", "conv_pool", "empty",
    "filters", "letters", "loss_curves", "output_weights", "save", "seasons", "show",
    "weight_images",
]
