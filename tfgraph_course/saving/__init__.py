"""What a trained model leaves on the disk.

checkpoints   tf.train.Saver, and the weights as npz files
export        ONNX and SavedModel for other programs
"""
