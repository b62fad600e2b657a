"""The training loop, and what surrounds it.

loop         `fit`, the loop of the book; what is printed at the end
history      what was measured, epoch by epoch
steps        one training step and what is measured beside it
guard        numbers that become infinite or NaN stop a run
interrupts   Ctrl-C and SIGTERM let the step finish
resume       a run's folder: claimed, saved to, gone on from after a kill
states       the files in which a run's states are kept
finished     a finished run in that folder is moved aside, whole
tensorboard  `--tensorboard`: what TensorBoard shows
"""
