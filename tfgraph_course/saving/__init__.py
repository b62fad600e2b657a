"""Saving and exporting trained models.

checkpoints   checkpoints of tf.train.Saver, and npz files of the weights
export        files in the formats ONNX and SavedModel, for other programs
"""
