"""Use a trained model without TensorFlow: from saved weights and a picture to an answer.

command        `python -m tfgraph_course predict`
temperature    `python -m tfgraph_course forecast`
trained        reads a trained model from its file
weight_shapes  recognizes the model in the book's weights.npz, which does not name its model
forward        the models' forward passes in NumPy
pictures       reads picture files, and draws the images that the model was shown
letters        finds the letter in a picture, and redraws it in the manner of the training data
"""
