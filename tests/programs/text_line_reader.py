"""Lines of CSV files through a queue of file names, for two epochs."""

import tensorflow as tf

for number in range(2):
    with open("data%d.csv" % number, "w") as file:
        file.write("name,width,kind\n")
        for row in range(3):
            file.write("f%d%d,%s,%d\n" % (number, row, row + 0.5 if row != 1 else "", number))

names = tf.train.match_filenames_once("data*.csv")
names = tf.train.string_input_producer(names, num_epochs=2, shuffle=False)
reader = tf.TextLineReader(skip_header_lines=1)
key, line = reader.read(names)
name, width, kind = tf.decode_csv(line, record_defaults=[[""], [-1.0], [0]])

with tf.Session() as sess:
    sess.run([tf.global_variables_initializer(), tf.local_variables_initializer()])
    coord = tf.train.Coordinator()
    threads = tf.train.start_queue_runners(sess=sess, coord=coord)
    rows = []
    try:
        while not coord.should_stop():
            rows.append(sess.run([key, name, width, kind]))
    except tf.errors.OutOfRangeError:
        print("done after", len(rows))
    finally:
        coord.request_stop()
    coord.join(threads)
    for row in rows[:6]:
        print(row[0].decode(), row[1].decode(), "%.1f" % row[2], int(row[3]))
    print(len({row[1] for row in rows}), sess.run(reader.num_records_produced()))

# TF 1.15.5 printed:
# done after 12
# ./data0.csv:2 f00 0.5 0
# ./data0.csv:3 f01 -1.0 0
# ./data0.csv:4 f02 2.5 0
# ./data1.csv:2 f10 0.5 1
# ./data1.csv:3 f11 -1.0 1
# ./data1.csv:4 f12 2.5 1
# 6 12
