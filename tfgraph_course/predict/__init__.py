"""Use a trained model without TensorFlow: from saved weights and a picture to an answer.

command        `python -m tfgraph_course predict`
trained        reads a trained model from its file
weight_shapes  recognizes the model of a bare weights.npz, as the book saves it
forward        the models' forward passes in NumPy
pictures       reads picture files, and draws the images that the model was shown
letters        finds the letter in a picture, and redraws it in the manner of the training data
"""
