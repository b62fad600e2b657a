"""The doors: how code that says `import tensorflow` gets TensorFlow 1.

imports    `activate()`: whose imports are changed, and back
run        `python -m tfgraph_course run FILE`
script     how a file is read and compiled, IPython's lines included
ipython    `%load_ext tfgraph_course` and `%tf_fresh`
check      `python -m tfgraph_course check FILE...`: names that are gone, before anything runs
"""
