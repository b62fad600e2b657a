"""A chapter's model trained by several processes, on TensorFlow's own servers.

Each task builds the same graph (between-graph replication). Parameter servers hold the variables,
every worker computes the gradient of its share of the training data, and SyncReplicasOptimizer
takes a step when all of them are there: the book's step, on all data at once.

A task that is lost leaves half a step behind: gradients that were counted, a token that was not
taken. So all go on or none: the parameter servers watch the workers, and as soon as one is gone,
they and all workers start over from the last checkpoint.

tasks        what tasks there are, and whether they answer
options      what every task is told: the options of the script
processes    starts the tasks of this machine, again if they are lost, and ends them all
ports        a task's port, kept to this machine
servers      a task's own server, and what a parameter server does
replica      a worker's copy of the graph
worker       trains it, in step with the others
chief        what one of them does too: save the curve and the results
__main__     the process of one task
"""
