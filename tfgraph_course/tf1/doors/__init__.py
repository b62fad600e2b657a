"""The doors: ways to give TensorFlow 1 to code that says `import tensorflow`.

imports    `activate()` and `deactivate()`: change what the user's code imports, and change it back
owners     who is the user: whether a file is the user's code or installed code
run        `python -m tfgraph_course run FILE`: run a script, or with -m a module
script     reads and compiles a script, which may contain lines for IPython
ipython    `%load_ext tfgraph_course` and `%tf_fresh`
check      `python -m tfgraph_course check FILE...`: list missing names; run nothing
"""
