"""The command line: the options of the scripts, and commands that are not about one model.

options        reads the command line of a script
shared_options the options that several scripts have
values         the kinds of value that an option takes
terminal       what a script sets up in its own process
overview       what `python -m tfgraph_course` alone prints: chapters, commands, runs, the next step
compare        `python -m tfgraph_course compare`: the curves of several runs in one picture
chapters       the list of the scripts; `python -m tfgraph_course scripts`: copies them out
graph_cells    puts the lines of a chapter's graph into a notebook
notebooks      `python -m tfgraph_course notebooks`: turns the scripts into notebooks
"""
