"""Wrong but plausible answers to the exercises, and what the checks tell of them; other right ones.

Each is an edit of a solution: what stands there, what a learner may write instead, and words of the
message.
"""

CH1 = {
    "needed": [
        ("node.op.name not in cut", "True", "runs a, c, d too; what is fed is not run"),
        ("cut = {node.op.name for node in fed}", "cut = {fetch.op.name}", "leaves out E"),
        ("waiting.extend(node.op.inputs)", "pass", "leaves out a, b, c, d"),
        ("return names", "return sorted(names)", "is a list"),
    ],
    "counter": [
        ("tf.assign(W, W + a)", "W + a", "assigns nothing"),
        ("tf.assign(W, W + a)", "tf.assign(W, a)", "[5, 5, 5]"),
        ("tf.assign(W, W + a)", "3", "of type int, and must be a node"),
    ],
    "one_hot": [
        ("labels] = 1", "labels.astype(int) - 1] = 1", "one column to the left"),
        ("(len(labels), classes)", "(len(labels), labels.max() + 1)", "as wide as the largest"),
        ("return rows", "return rows.T", "6 x 5, and .* 5 x 6. It seems to be transposed"),
        ("np.float32", "int", "must be float32"),
    ],
    "cross_entropy": [
        (".mean()", ".sum()", "the sum over the rows"),
        ("shifted = logits - logits.max(axis=1, keepdims=True)", "shifted = logits", "1,000"),
        ("float(-(", "float((", "without its minus sign"),
        ("return", "log_y = logits - np.log(np.exp(logits).sum(0)); return", "over the images"),
        (".sum(axis=1).mean()", ".mean()", "the mean over all entries"),
    ],
    "logistic_gradients": [
        (" / len(x)", "", "the sum over the images"),
        ("x.T @ by_scores", "by_scores.T @ x", "3 x 16, and it must be 16 x 3"),
        ("(y - y_)", "(y_ - y)", "of the other sign"),
        ("(y - y_)", "y", "the softmax alone"),
        ("x.T @ by_scores, by_scores.sum(axis=0)", "x.T @ by_scores", "2 parts"),
        ("x.T @ by_scores", "x @ by_scores", "stops in line .*: ValueError"),
    ],
    "strongest_pixels": [
        ("np.argmax(W", "np.argmax(abs(W)", "farthest from 0"),
        ("np.divmod(pixels, size)", "np.divmod(pixels, size)[::-1]", "column and row"),
        ("axis=1)", "axis=0)", "transposed|array of pixels"),
        ("return np", "return pixels; np", "the number of the pixel"),
    ],
}

CH2 = {
    "layer": [
        (" + b", "", "without the biases"),
        ("np.exp(-z)", "np.exp(z)", "of the other sign"),
        ("return 1 / (1 + np.exp(-z))", "return z", "without the sigmoid"),
    ],
    "backpropagate": [
        (" * h1 * (1 - h1)", "", "W1 .*without the slope of the sigmoid.*tf.gradients and finite"),
        (" / len(x)", "", "the sum over the images"),
        ("by_z1.sum(axis=0)", "by_z1.mean(axis=0)", "gradient by b1 "),
        ("h1.T @ by_scores, by", "by_scores.T @ h1, by", "gradient by W2 .*transposed"),
        ("@ W2.T", "@ W2", "stops in line .*"),
    ],
    "count_weights": [
        (" + sizes[i]", "", "without the biases"),
        (" + sizes[i]", " + sizes[i - 1]", "bias for each input"),
        (" + sizes[i]", " + 1", "single bias for each layer"),
    ],
    "dense": [
        ("1 / np.sqrt(inputs)", "1 / np.sqrt(neurons)", "0.201, .* That is 1 / sqrt.outputs."),
        ("1 / np.sqrt(inputs)", "1 / inputs", "no root"),
        ("tf.truncated_normal", "tf.random_normal", "truncated"),
        ("tf.constant(0.1, shape=[neurons])", "tf.zeros([neurons])", "biases.* is 0, .* 0.1"),
        ("tf.sigmoid(tf.matmul(x, W) + b)", "tf.matmul(x, W) + b", "without the sigmoid"),
        ("([inputs, neurons]", "([neurons, inputs]", "stops in line .*: ValueError"),
    ],
    "losses_by_width": [
        ("graph.train_step.run(feed)", "pass", "not trained"),
        ("range(steps)", "range(steps - 1)", "before the last step"),
        ('"logits"', '"book"', "list of losses"),
        ("losses.append", "losses = [1.0]; losses.append", "a row of 2, .* a row of 3"),
    ],
    "confusion": [
        ("counts[real, said]", "counts[said, real]", "transposed"),
        ("+= 1", "= 1", "a 1 wherever"),
        ("return counts", "return counts / counts.sum(1)[:, None]", "shares of each row"),
    ],
}

CH3 = {
    "convolve": [
        ("padded[i : i + k, j : j + k]", "padded[i : i + k, j : j + k][::-1, ::-1]", "turned by"),
        ("axes=3)", "axes=2)", "stops in line"),
        ("(*image.shape[:2], W.shape[3])", "image.shape", "stops in line"),
        ("[i : i + k, j : j + k], W", "[i : i + k, j : j + k, :1], W[:, :, :1]", "first channel"),
        ("return out", "return np.maximum(out, 0)", "relu"),
        ("return out", "return out[k // 2 : -(k // 2), k // 2 : -(k // 2)]",
         "4 x 7 x 2, and it must be 6 x 9 x 2. It seems to be without zeros"),
    ],
    "average_pool": [
        (".mean(", ".max(", "at row 0.* the maximum of each 2 x 2.*means of rows 0 and 1"),
        (".mean(", ".sum(", "the sum of each 2 x 2"),
        ("h.shape[0] // 2, h.shape[1] // 2", "h.shape[0] // 2, h.shape[1]", "stops in line"),
        ("return blocks.mean(axis=(1, 3))", "return h", "9 x 6 x 2, and it must be 4 x 3 x 2"),
        ("return blocks.mean(axis=(1, 3))", "p = blocks.mean(axis=(1, 3)); p[3] = 0; return p",
         "at row 3, column 0, channel 0 .*row 3 must be the means of rows 6 and 7"),
    ],
    "size_after": [
        ("-(-places // stride)", "places // stride", "rounded down"),
        (" + 1", "", "after a window of"),
        ('"SAME"', '"VALID"', "the size of the other padding"),
        ("return -(-places // stride)", "return places", "the places of stride 1"),
    ],
    "colour_convolution": [
        ("[3, 3, 3, filters]", "[3, 3, 1, filters]", "3, 3, 3, 6.. .* see three channels"),
        ("[1, 2, 2, 1]", "[1, 1, 1, 1]", "stride 1"),
        ("SAME", "VALID", "without the zeros at the edge"),
        ("tf.nn.relu(", "(", "without relu"),
        ("return W, ", "return ", "2 parts"),
    ],
    "count_deep_cnn": [
        ("filters[0] * filters[1]", "filters[1]", "is 10765, .* 11305.* the book's way"),
        ("(size // 2 // 2)", "(size // 2)", "pooled once"),
        ("(size // 2 // 2)", "size", "not pooled"),
        (" + hidden +", " +", "count for images"),
    ],
    "dropout": [
        ("h / keep_prob", "h", "is not scaled, and the mean goes from 1.00 to 0.20"),
        ("h / keep_prob", "h * keep_prob", "times 0.2"),
        ("< keep_prob", "> keep_prob", "You drop what you should keep"),
        ("random.random(h.shape)", "random.random(h.shape[1])", "whole rows or columns"),
        ("random.random(h.shape)", "np.random.default_rng(0).random(h.shape)", "same numbers"),
        ("np.where(kept, h / keep_prob, 0)", "h[kept] / keep_prob", "another shape"),
    ],
}

CH4 = {
    "seasons": [
        ("(months - 3) % 12 // 3", "(months - 3) // 3", "you say -1, no season; it is 3"),
        ("(months - 3)", "(months - 1)", "you say 0, spring; it is 3, winter"),
        ("dates.astype(int) // 100 % 100", "dates.astype(int) % 100", "you say"),
    ],
    "scale": [
        ("(validation - mean) / deviation", "(validation - validation.mean(0)) / validation.std(0)",
         "array of validation weeks .*scaled by their own mean"),
        ("train.mean(axis=0), train.std(axis=0)", "train.mean(), train.std()", "one mean"),
        ("train.std(axis=0)", "train.var(axis=0)", "by the variance"),
        ("train.std(axis=0)", "1", "not divided"),
        ("(train - mean) / deviation, (v", "(v", "2 parts"),
    ],
    "run_cell": [
        ("[week, state]", "[state, week]", "the week comes first"),
        ("[week, state]", "[week, 0 * state]", "the state is not handed on"),
        (" + bias", "", "without the bias"),
        ("np.tanh", "", "without the tanh"),
        ("np.array(states)", "state", "after the last week alone"),
    ],
    "lstm": [
        ("BasicLSTMCell", "BasicRNNCell", "those of a BasicRNNCell"),
        ("BasicLSTMCell", "GRUCell", "those of a GRUCell"),
        ("[1, -1, 5]", "[-1, 1, 5]", "many sequences of one week"),
        ("tf.reshape(outputs, [-1, state_size])", "outputs", "[1, 9, 7]"),
    ],
    "steps_and_epochs": [
        ("steps * batch_size / examples", "steps / examples", "one example in a step"),
        ("steps * batch_size / examples", "steps * batch_size // examples", "rounded down"),
        ("-(-examples // batch_size)", "examples // batch_size", "examples are left out"),
        ("-(-examples // batch_size)", "examples // batch_size + 1", "rounded up"),
        ("return epochs, ", "return ", "2 parts, .* it has a single one"),
    ],
    "learn_linear": [
        ('["classes"]', "", "a dictionary"),
        ('["classes"]', '["probabilities"]', "40 x 3, the probabilities"),
        ("model.predict(test)", "model.predict(train)", "the 120 training images"),
        ("model.fit(train, labels,", "model.fit(train, 0 * labels,", "right for"),
    ],
}

CH5 = {
    "kmeans_step": [
        ("argmin", "argmax", "the farthest mean"),
        ("if (nearest == i).any():", "if True:", "has no points and must stay at"),
        (".mean(axis=0)", ".sum(axis=0)", "not divided"),
        (".mean(axis=0)", ".sum(axis=0) / len(points)", "divided by all points"),
        ("** 2).sum", ").sum", "differences that are not squared"),
        ("return nearest, new_means", "return new_means", "2 parts"),
    ],
    "nearest_neighbour": [
        ("labels[distances.argmin()]", "distances.argmin()", "not its label"),
        ("argmin", "argmax", "the farthest image"),
        ("((train - image) ** 2)", "np.abs(train - image)", "by absolute differences"),
        ("((train - image) ** 2)", "(train - image)", "differences that are not squared"),
    ],
    "accuracies": [
        ("confusion.sum(axis=1)", "confusion.sum(axis=0)", "by columns"),
        ("float(right.sum() / confusion.sum())", "(right / confusion.sum(axis=1)).mean()",
         "the mean of the classes' accuracies"),
        ("right / confusion.sum(axis=1)", "right / confusion.sum()", "the share of all images"),
    ],
    "ensemble": [
        ("np.mean(probabilities, axis=0)", "np.max(probabilities, axis=0)", "the surest model"),
        ("np.mean(probabilities, axis=0)",
         "sum(p == p.max(axis=1, keepdims=True) for p in probabilities)", "a vote"),
        ("np.mean(probabilities, axis=0)", "probabilities[0]", "the first model"),
        ("mean.argmax(axis=1)", "mean", "25 x 4, and it must be a row of 25.*say the class"),
    ],
    "split_by_glyph": [
        ("random.permutation(images // jitters)", "np.arange(images // jitters)", "`random`"),
        ("// 10", "// 5", "7; it must be a tenth"),
        ("of_glyphs[count:].ravel()", "np.arange(images)", "on both sides"),
        ("of_glyphs[count:].ravel()", "of_glyphs[count + 1 :].ravel()", "has 204"),
        ("of_glyphs = glyphs[:, None] * jitters + np.arange(jitters)",
         "of_glyphs = random.permutation(images).reshape(-1, jitters)", "same glyph"),
    ],
}

WRONG_ANSWERS = {"ch1": CH1, "ch2": CH2, "ch3": CH3, "ch4": CH4, "ch5": CH5}

RIGHT_ANSWERS = [
    ("ch1", "counter", "tf.assign(W, W + a)", "tf.assign_add(W, a)"),
    ("ch1", "counter", "tf.assign(W, W + a)", "W.assign(a + W).op"),
    ("ch1", "one_hot", "return rows", "return np.eye(classes, dtype='float32')[labels]"),
    ("ch1", "cross_entropy", "float(-(", "(-("),
    ("ch1", "strongest_pixels", "return np", "return [(i // size, i % size) for i in pixels]; np"),
    ("ch2", "dense", "W, b, tf.sigmoid(tf.matmul(x, W) + b)", "W, b, tf.nn.sigmoid(x @ W + b)"),
    ("ch2", "confusion", "return counts",
     "return y_.T @ np.eye(4)[y.argmax(axis=1)]"),
    ("ch3", "average_pool", "return",
     "return sum(h[i : 2 * rows : 2, j : 2 * columns : 2] for i in (0, 1) for j in (0, 1)) / 4;"),
    ("ch3", "size_after", "-(-places // stride)", "np.ceil(places / stride)"),
    ("ch3", "dropout", "np.where(kept, h / keep_prob, 0)", "kept * h / keep_prob"),
    ("ch4", "run_cell", "np.array(states)", "states"),
    ("ch4", "lstm", "BasicLSTMCell", "LSTMCell"),
    ("ch4", "steps_and_epochs", "-(-examples // batch_size)", "np.ceil(examples / batch_size)"),
    ("ch5", "nearest_neighbour", "np.array(said)", "said"),
    ("ch5", "ensemble", "np.mean(probabilities, axis=0)", "sum(probabilities)"),
]
