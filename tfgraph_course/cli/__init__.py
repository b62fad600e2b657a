"""The command line: the options of the scripts, and commands that do not concern one model.

options     the options of the scripts
terminal    the changes that a script makes to its process
overview    `python -m tfgraph_course` alone: chapters, commands, runs, the next step
chapters    the list of scripts
notebooks   `python -m tfgraph_course notebooks`: the scripts as notebooks
"""
