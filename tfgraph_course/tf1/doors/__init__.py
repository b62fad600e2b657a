"""The doors: ways to give TensorFlow 1 to code that says `import tensorflow`.

imports    `activate()` and `deactivate()`: change the imports of the user's code, and undo this
run        `python -m tfgraph_course run FILE`
script     reading and compiling a script that may contain lines for IPython
ipython    `%load_ext tfgraph_course` and `%tf_fresh`
check      `python -m tfgraph_course check FILE...`: list the names that are gone; runs nothing
"""
