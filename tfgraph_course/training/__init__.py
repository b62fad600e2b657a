"""The training loop and everything that the loop needs.

loop         `fit`, the training loop of the book, and the summary printed at the end
history      measurements, epoch by epoch
steps        one training step, and the measurements between steps
guard        stops a run whose numbers become infinite or NaN
interrupts   lets the current step finish after Ctrl-C or SIGTERM
resume       claims a run's folder, saves to it, and continues there after the process was killed
states       the files that hold a run's states
finished     moves a finished run out of the way of a new one
tensorboard  `--tensorboard`: the event files for TensorBoard
"""
