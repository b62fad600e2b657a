"""Chapter 5's review: all models on one split, their runs, baselines, and the report of it all.

data            one file, one split
runs, results   the trainings, each done once; what they give
baselines       two models of scikit-learn
own_model       a reader's own model
own_nodes       the nodes that it must have
table, summary  the review's table; the numbers that pictures and report share
pictures        the wall of letters, the jitters, all models side by side
report, charts, inline_images   one HTML file, its charts, its images
"""
