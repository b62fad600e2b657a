"""Chapter 5: K-means, its laws over all data and scikit-learn's beside it."""

import re

import matplotlib as mpl
import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score

mpl.use("Agg")
from tests.drawn import assert_holds
from tfgraph_course import ch5_kmeans as ch5
from tfgraph_course import tf
from tfgraph_course.datasets import load_fonts
from tfgraph_course.errors import CourseError
from tfgraph_course.figures import kmeans as kmeans_pictures
from tfgraph_course.tf1 import fresh_session

pytestmark = pytest.mark.ch5

# Whole numbers make ties and duplicates; the others make sums that rounding changes.
WHOLE = st.integers(-3, 3).map(float)
TENTHS = st.sampled_from([0.1, 0.2, 0.3, 0.7, 1e6 + 0.1, -1e6])
ANY = st.floats(-1e6, 1e6, allow_subnormal=False)


@st.composite
def problems(draw):
    """Points [n, d], and k means [k, d] that need not be among them."""
    n, d = draw(st.integers(1, 12)), draw(st.integers(1, 3))
    k = draw(st.integers(1, n))
    numbers = draw(st.sampled_from([WHOLE, TENTHS, ANY, st.just(0.1)]))
    points = draw(arrays(np.float64, (n, d), elements=numbers))
    if draw(st.booleans()):
        return points, ch5.kmeans_plusplus(points, k, draw(st.integers(0, 99)))
    return points, draw(arrays(np.float64, (k, d), elements=numbers))


def trained(points, start, dtype="float64"):
    sess = fresh_session(0)
    graph = ch5.kmeans(points, start, dtype)
    sess.run(tf.global_variables_initializer())
    return sess, graph, ch5.run(graph)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@settings(max_examples=20)
@given(problem=problems())
# The mean of three times 0.2 is not 0.2: without care, points change places for ever.
@example(problem=(np.array([[0.6], [0.2], [0.2], [0.2]]), np.full((3, 1), 0.2)))
@example(problem=(np.array([[0.0], [1.0], [2.0]]), np.array([[0.0], [2.0]])))  # halfway
@example(problem=(np.array([[0.0], [0.0], [9.0]]), np.array([[5.0], [-9.0], [-9.0]])))
def test_inertia_never_rises_and_the_end_is_a_fixed_point(dtype, problem):
    points, start = problem
    sess, graph, steps = trained(points, start, dtype)
    assert (np.diff(steps.inertia) <= 0).all()
    distances = np.square(points[:, None] - steps.means[:, None]).sum(3).min(2).sum(1)
    rounding = 1e2 * np.finfo(dtype).eps * np.abs(points).max()
    assert (np.diff(np.sqrt(distances[1:])) <= rounding).all()
    assert (steps.moved[:-1] > 0).all() and steps.moved[-1] == 0
    state = [graph.means, graph.assignments, graph.inertia]
    before = sess.run(state)
    sess.run(graph.step)
    for value, expected in zip(sess.run(state), before, strict=True):
        np.testing.assert_array_equal(value, expected)


@settings(max_examples=40)
@given(problem=problems())
@example(problem=(np.array([[0.0], [0.0], [9.0]]), np.array([[5.0], [-9.0], [-9.0]])))
def test_the_end_is_one_of_k_means_and_no_cluster_is_empty(problem):
    """By NumPy: means are averages, points are with their nearest mean, to rounding."""
    points, start = problem
    _, graph, _ = trained(points, start)
    means, assignments = graph.means.eval(), graph.assignments.eval()
    scale = np.abs(points).max()
    for j in range(len(start)):
        if (assignments == j).any():
            np.testing.assert_allclose(
                means[j], points[assignments == j].mean(0), rtol=0, atol=1e-14 * scale
            )
        else:  # only where the means lie on every point already
            assert graph.inertia.eval() <= 1e-28 * scale**2
    squares = np.square(points[:, None] - means).sum(2)
    chosen = squares[np.arange(len(points)), assignments]
    np.testing.assert_array_less(chosen, squares.min(1) + 1e-14 * scale**2 + 1e-300)
    assert graph.inertia.eval() == pytest.approx(chosen.sum(), rel=1e-9, abs=1e-25 * scale**2)


@settings(max_examples=30)
@given(
    seed=st.integers(0, 10**6), n=st.integers(5, 60), d=st.integers(1, 4), k=st.integers(1, 5),
    far=st.booleans(),
)
@example(seed=0, n=60, d=2, k=5, far=True)
def test_the_same_centres_as_scikit_learn(seed, n, d, k, far):
    """Also from starts far from all points, so that clusters are empty at first."""
    random = np.random.default_rng(seed)
    points = random.normal(size=(n, d))
    start = random.normal(size=(k, d)) + (5 * np.arange(k)[:, None] if far else 0)
    # scikit-learn fills several empty clusters in no certain order, and may empty another by that
    squares = np.square(points[:, None] - start).sum(2)
    counts = np.bincount(squares.argmin(1), minlength=k)
    farthest = squares.min(1).argmax()
    assume(counts.all() or (sum(counts == 0) == 1 and counts[squares[farthest].argmin()] > 1))
    _, graph, _ = trained(points, start)
    theirs = KMeans(k, n_init=1, init=start, algorithm="lloyd", tol=0).fit(points)
    np.testing.assert_allclose(graph.means.eval(), theirs.cluster_centers_, atol=1e-4)
    np.testing.assert_array_equal(graph.assignments.eval(), theirs.labels_)


def test_font_images_as_scikit_learn_clusters_them():
    images, _, *_ = load_fonts()
    points = images[::5].reshape(-1, 1296).astype(np.float64)
    start = ch5.kmeans_plusplus(points, 7, seed=1)
    _, graph, steps = trained(points, start)
    theirs = KMeans(7, n_init=1, init=start, algorithm="lloyd", tol=0).fit(points)
    np.testing.assert_allclose(graph.means.eval(), theirs.cluster_centers_, atol=1e-4)
    assert steps.inertia[-1] == pytest.approx(theirs.inertia_)
    assert len(steps.moved) == theirs.n_iter_ > 3
    assert len(steps.means) == len(steps.moved) + 1


def test_float32_finds_the_clusters_one_sees():
    random = np.random.default_rng(0)
    cluster = np.arange(300) % 3
    points = random.normal(size=(300, 2)) + 20 * np.eye(3, 2)[cluster] + 1e4
    _, graph, _ = trained(points, ch5.kmeans_plusplus(points, 3, 0), "float32")
    assert graph.means.dtype.base_dtype == tf.float32
    assert adjusted_rand_score(cluster, graph.assignments.eval()) == 1


def test_an_empty_cluster_takes_the_farthest_point():
    points = np.array([[0.0], [1.0], [7.0], [9.0]])
    sess = fresh_session(0)
    graph = ch5.kmeans(points, np.array([[0.0], [-50.0], [-60.0]]), "float64")
    sess.run(tf.global_variables_initializer())
    assert graph.nearest.eval().tolist() == [0, 0, 0, 0]
    sess.run(graph.step)
    assert graph.assignments.eval().tolist() == [0, 0, 2, 1]
    assert graph.means.eval().ravel().tolist() == [0.5, 9, 7]


@settings(max_examples=100)
@given(problem=problems(), seed=st.integers(0, 2**31 - 1))
def test_kmeans_plusplus_draws_distinct_points_while_there_are_any(problem, seed):
    points, start = problem
    differences = points[:, None] - points
    assume((np.square(differences).sum(2) > 0).sum() == differences.any(2).sum())
    drawn = {tuple(mean) for mean in ch5.kmeans_plusplus(points, len(start), seed)}
    known = {tuple(point) for point in points}
    assert drawn <= known
    assert len(drawn) == min(len(known), len(start))


def test_kmeans_plusplus_draws_by_squared_distance():
    """Third points of 6,000 seeds against the chances that NumPy computes."""
    points = np.array([[0.0, 0], [1, 0], [0, 2], [5, 5], [5, 6]])
    squares = np.square(points[:, None] - points).sum(2)
    expected = np.zeros((5, 5, 5))
    for a in range(5):
        for b in range(5):
            second = squares[a, b] / squares[a].sum()
            nearest = np.minimum(squares[a], squares[b])
            if a != b:
                expected[a, b] = 1 / 5 * second * nearest / nearest.sum()
    seen = np.zeros((5, 5, 5))
    for seed in range(6000):
        drawn = ch5.kmeans_plusplus(points, 3, seed)
        seen[tuple((points == point).all(1).argmax() for point in drawn)] += 1
    possible = expected > 0
    assert seen[~possible].sum() == 0
    counts = 6000 * expected[possible]
    chi_squared = np.sum((seen[possible] - counts) ** 2 / counts)
    freedom = possible.sum() - 1
    assert chi_squared < freedom + 4 * np.sqrt(2 * freedom)  # four standard deviations


POINTS = np.arange(6.0).reshape(3, 2)


@pytest.mark.parametrize(
    ("points", "clusters", "fault"),
    [
        (POINTS, 4, "3 points cannot form 4 clusters"),
        (POINTS, 0, "0 clusters"),
        (np.where(POINTS == 3, np.nan, POINTS), 2, "point 1 holds nan in column 1"),
        (np.where(POINTS == 4, -np.inf, POINTS), 2, "point 2 holds -inf in column 0"),
        (POINTS * 1e160, 2, "point 0 holds 1e[+]160"),
        (POINTS.ravel(), 2, r"shape \(6,\)"),
    ],
)
def test_data_that_cannot_be_clustered_is_one_sentence(points, clusters, fault):
    with pytest.raises(CourseError, match=fault) as caught:
        ch5.kmeans_plusplus(points, clusters)
    assert len(str(caught.value).splitlines()) == 1
    with pytest.raises(CourseError, match=fault):
        ch5.kmeans(points, np.zeros((clusters, 2)), "float64")


def test_points_are_refused_just_where_their_squared_distances_would_overflow():
    corners = np.array([[1, 1], [-1, -1], [1, 1], [-1, -1]])
    furthest = np.sqrt(np.finfo("float64").max / corners.size) / 2  # of a number from 0
    points = 0.99 * furthest * corners
    assert np.isfinite(np.square(points - points[1]).sum())
    assert {tuple(mean) for mean in ch5.kmeans_plusplus(points, 2)} == {*map(tuple, points)}
    with pytest.raises(CourseError, match="needs numbers between"):
        ch5.kmeans_plusplus(1.01 * furthest * corners, 2)


def test_five_means_of_seed_0_are_drawn_unless_told_otherwise():
    points = np.random.default_rng(0).normal(size=(40, 2))
    drawn = ch5.kmeans_plusplus(points)
    np.testing.assert_array_equal(drawn, ch5.kmeans_plusplus(points, clusters=5, seed=0))
    assert (drawn != ch5.kmeans_plusplus(points, clusters=5, seed=1)).any()


def test_the_pictures_show_their_numbers():
    random = np.random.default_rng(0)
    points, means = random.normal(size=(30, 2)), random.normal(size=(4, 3, 2))
    (axis,) = kmeans_pictures.paths(points, np.arange(30) % 3, means).axes
    np.testing.assert_array_equal(axis.collections[0].get_offsets(), points)
    assert len(np.unique(axis.collections[0].get_facecolors(), axis=0)) == 3
    for line, mean in zip(axis.lines, means.transpose(1, 0, 2), strict=False):
        np.testing.assert_array_equal(line.get_xydata(), mean)
    images = random.uniform(size=(7, 28, 28))
    axes = [a for a in kmeans_pictures.mean_images(images, np.arange(7)).axes if a.images]
    for j, axis in enumerate(axes):
        np.testing.assert_array_equal(axis.images[0].get_array(), images[j])
        assert axis.images[0].origin == "lower"
        assert axis.get_title() == f"cluster {j}\n{j} images"
    assert len(axes) == 7
    clusters, classes = np.array([0, 0, 2, 2, 2]), np.array([1, 1, 0, 1, 0])
    axis = kmeans_pictures.shares(clusters, classes, "font", ["one", "other"]).axes[0]
    assert [label.get_text() for label in axis.get_xticklabels()] == ["one", "other"]
    table = axis.images[0].get_array()
    np.testing.assert_array_equal(table, [[0, 2], [0, 0], [2, 1]])


def points_of_the_script(seed):
    centres = np.array([[0, 0], [6, 1], [3, 5], [-4, 5], [9, 7]])
    spreads = np.array([0.7, 1.2, 0.8, 1.3, 0.9])
    place = np.repeat(np.arange(5), 100)
    noise = np.random.RandomState(seed).randn(500, 2)
    return centres[place] + spreads[place, None] * noise


def test_the_script_leaves_its_files_and_prints_the_agreement(run_script, tmp_path):
    ended = run_script("ch5_kmeans", "--clusters", 4, "--seed", 3, "--out", "here",
                       pictures=True)
    assert (ended.returncode, ended.stderr) == (0, "")
    out = tmp_path / "here"
    assert {path.name for path in out.iterdir()} == {
        "points.png", "mean_images.png", "fonts.png", "means.npz", "options.json", ".lock",
    }
    images, labels, names, _ = load_fonts()
    pixels = images.reshape(-1, 1296)
    with np.load(out / "means.npz") as means:
        assert means["points"].shape == (4, 2)
        nearest = [np.square(pixels - mean).sum(1) for mean in means["images"]]
        found = means["images"].reshape(-1, 36, 36)
    clusters = np.argmin(nearest, 0)
    counts = np.bincount(clusters)
    assert_holds(out / "mean_images.png", kmeans_pictures.mean_images(found, counts))
    assert_holds(out / "fonts.png", kmeans_pictures.shares(clusters, labels, "font", names))
    points = points_of_the_script(seed=3)
    sess, graph, steps = trained(points, ch5.kmeans_plusplus(points, 4, seed=3), "float32")
    ways = kmeans_pictures.paths(points, sess.run(graph.assignments), steps.means)
    assert_holds(out / "points.png", ways)
    index = np.arange(2790) % 558
    for what, classes in (
        ("fonts", labels), ("characters", index // 9), ("positions", index % 9),
    ):
        agreement = adjusted_rand_score(classes, clusters)
        printed = re.search(rf"images, the {what} +(-?\d\.\d\d)\n", ended.stdout)
        assert float(printed[1]) == pytest.approx(agreement, abs=0.0051)
    assert f", {np.min(nearest, 0).sum():,.0f} at the end" in ended.stdout


def test_more_clusters_than_points_ends_the_script_in_one_sentence(run_script):
    ended = run_script("ch5_kmeans", "--clusters", 501)
    assert ended.returncode == 2
    assert ended.stderr == "error: 500 points cannot form 501 clusters; ask for 1 to 500.\n"
