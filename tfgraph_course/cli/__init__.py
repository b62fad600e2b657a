"""The command line: the options of the scripts, and commands that are not about one model.

options     the options of the scripts
terminal    what a script changes in its process
overview    `python -m tfgraph_course` alone: chapters, commands, runs, what comes next
chapters    the list of scripts
notebooks   `python -m tfgraph_course notebooks`: the scripts as notebooks
"""
