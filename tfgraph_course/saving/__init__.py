"""Saving and exporting trained models.

checkpoints   tf.train.Saver, and the weights as npz files
export        ONNX and SavedModel for other programs
"""
