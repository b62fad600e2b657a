"""Training of one model by several processes, with TensorFlow's servers.

Each process is a task, and all tasks build the same graph (between-graph replication). Parameter
servers hold the variables, every worker computes the gradient for its share of the training data,
and SyncReplicasOptimizer takes a step once all gradients have arrived. As in the book, each step
uses all training data.

A lost task leaves an unfinished step behind: gradients that were already counted, or a token that
no worker took. So the tasks continue together or not at all: the parameter servers watch the
workers, and as soon as one is gone, they and all workers start over from the most recent
checkpoint.

tasks        the tasks of a cluster, and a check that they answer
options      the options of the script, which every task receives
processes    starts this machine's tasks, restarts those that are lost, and ends them all
ports        a task's port, closed to other machines
servers      a task's TensorFlow server, and the work of a parameter server
replica      builds a worker's copy of the graph
worker       trains that copy, in step with the other workers
chief        the extra work of the first worker: saving the curve and the results
__main__     the process of one task
"""
