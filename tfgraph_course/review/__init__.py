"""Chapter 5's review: all models and two baselines, compared on the same data, and a report.

data            the data, one file and one split, and what the results are
runs            the training runs, each done only once
baselines       two models from scikit-learn
own_model       a reader's own model
own_nodes       the nodes that a reader's model must have
table, summary  the table; the numbers that the pictures and the report share
pictures        the wall of letters, the jitters, all models side by side
report, inline  one HTML file; the images and curves in it
quiz            `python -m tfgraph_course quiz`: compares a person with the models
"""
