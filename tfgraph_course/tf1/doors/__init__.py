"""The doors: ways to give TensorFlow 1 to code that says `import tensorflow`.

imports    `activate()` and `deactivate()`: change what the user's code imports, and change it back
owners     tells the user's code from installed code
run        `python -m tfgraph_course run FILE`: run a script, or with -m a module
script     reads and compiles a script: Python 3 or 2, with or without IPython syntax
translate, ipython_lines   turn Python 2 and IPython syntax into Python 3
magics     the shell commands and the magics that IPython syntax calls
notebook   reads a notebook as a script
children   gives TensorFlow 1 to processes that a script starts
ipython    `%load_ext tfgraph_course` and `%tf_fresh`
check      `python -m tfgraph_course check FILE...`: list a script's old names without running it
"""
