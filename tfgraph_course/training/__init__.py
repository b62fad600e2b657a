"""The training loop and everything that the loop needs.

epochs       what the loop of a script goes through, and everything around it
session      the course's session, which computes repeated runs faster
loop         `fit`, the same loop in one call, and the summary printed at the end
history      measurements, epoch by epoch
bar          the progress bar
curve        the accuracies so far, as a picture that grows in a notebook
guard        stops a run whose numbers become infinite or NaN
interrupts   lets the current step finish after Ctrl-C or SIGTERM
resume       claims a run's folder, saves to it, and continues there if the process was killed
states       an unfinished run in a folder: its saved states, and checks of commands against it
finished     moves a finished run out of the way of a new one
tensorboard  `--tensorboard`: the event files for TensorBoard
"""
