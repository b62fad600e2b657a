"""What a script sets up in its own process before it does anything else."""

from __future__ import annotations

import argparse
import logging
import os
import sys

import numpy as np

from tfgraph_course import words
from tfgraph_course.errors import CourseError, tell_in_one_sentence
from tfgraph_course.tf1.quiet import filter_notices
from tfgraph_course.training.resume import refuse_early


def set_up(args: argparse.Namespace) -> None:
    """Prepare the process: one-sentence errors, plain numbers, no notices, windows only if asked.

    If the script's command line has `--resume`, the unfinished run's options are used.

    Args:
        args: the script's options; if `show` is true, pictures may open in windows.

    Raises:
        CourseError: the environment variable MPLBACKEND does not name a backend of Matplotlib, or
            the run cannot begin in its folder.
    """
    tell_in_one_sentence(words)
    filter_notices()
    np.set_printoptions(legacy="1.25")  # print 4, not np.int32(4), in a list, as in the book
    # Learn's exception says again that training diverged.
    logging.getLogger("tensorflow").addFilter(lambda record: "diverged" not in record.getMessage())
    if not args.show and "IPython" not in sys.modules:
        os.environ["MPLBACKEND"] = "Agg"  # draws to files only; needs no screen
    elif backend := os.environ.get("MPLBACKEND"):
        try:
            import matplotlib  # noqa: F401 - it reads the variable only once
        except ValueError as fault:
            raise CourseError(
                f"MPLBACKEND={backend}: Matplotlib has no such backend; set the variable to Agg, "
                "or unset it."
            ) from fault
    if getattr(args, "program", "") and hasattr(args, "resume"):  # not in a notebook
        if args.resume:
            args.take_saved()
        refuse_early(args)
