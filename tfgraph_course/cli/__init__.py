"""What every script and command shares with its reader's terminal.

options     the options of the scripts
terminal    what a script changes in its process
overview    `python -m tfgraph_course` alone: chapters, commands, runs, what comes next
chapters    which scripts there are
notebooks   `python -m tfgraph_course notebooks`: the scripts as notebooks
"""
