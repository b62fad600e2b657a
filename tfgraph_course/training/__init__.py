"""The training loop and what it needs.

loop         `fit`, the loop of the book; what is printed at the end
history      what was measured, epoch by epoch
steps        one training step and what is measured beside it
guard        stops a run whose numbers become infinite or NaN
interrupts   lets the step finish after Ctrl-C or SIGTERM
resume       claims a run's folder, saves to it, and goes on from it after a kill
states       the files that hold a run's states
finished     moves a finished run in that folder aside
tensorboard  `--tensorboard`: what TensorBoard shows
"""
