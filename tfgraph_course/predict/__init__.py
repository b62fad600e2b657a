"""Using a trained model, without TensorFlow: a trained file, a picture, an answer.

command        `python -m tfgraph_course predict`
trained        reads a trained model's file
weight_shapes  which model the book's bare weights.npz belongs to
forward        the models' forward passes in NumPy
pictures       reads picture files, and draws what the model was shown
letters        finds the letter in a picture, and draws it as the training data draws its own
"""
