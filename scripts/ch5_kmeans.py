"""Chapter 5: K-means as a raw graph, for points in the plane and for the font images."""

# %% Knobs
from tfgraph_course.ch5_kmeans import kmeans_plusplus
from tfgraph_course.cli.options import parse_kmeans
from tfgraph_course.cli.terminal import set_up

args = parse_kmeans(__doc__, "ch5_kmeans", kmeans_plusplus)
set_up(args)

# %% Data: 100 points around each of five places, and the images
import numpy as np

from tfgraph_course.datasets import load_fonts
from tfgraph_course.training.resume import begin

images, labels, names, jitters = load_fonts(args.data)
pixels = images.reshape(len(images), -1)
place = np.repeat(np.arange(5), 100)
centres = np.array([[0, 0], [6, 1], [3, 5], [-4, 5], [9, 7]])
spreads = np.array([0.7, 1.2, 0.8, 1.3, 0.9])
random = np.random.RandomState(args.seed)
points = centres[place] + spreads[place, None] * random.randn(500, 2)
claimed = begin(args)

# %% Graph: one for the points, one for the images
from tfgraph_course import tf
from tfgraph_course.ch5_kmeans import kmeans, run
from tfgraph_course.tf1 import fresh_session

sess = fresh_session(args.seed)
plane = kmeans(points, kmeans_plusplus(points, **args.knobs, seed=args.seed))
fonts = kmeans(pixels, kmeans_plusplus(pixels, **args.knobs, seed=args.seed))
sess.run(tf.global_variables_initializer())

# %% Steps: until no point moves. `sess.run([plane.moved, plane.step])` takes a single one
plane_steps = run(plane)
font_steps = run(fonts)
plane_clusters, font_clusters = sess.run([plane.assignments, fonts.assignments])

# %% Save
from sklearn.metrics import adjusted_rand_score

from tfgraph_course.files.atomic import write_arrays

out = claimed.make_room()
write_arrays(out / "means.npz", points=plane_steps.means[-1], images=font_steps.means[-1])

# How well two groupings agree: 1 if they are the same, 0 on average by chance.
agreement = {"the five places": adjusted_rand_score(place, plane_clusters)}
agreement["images, the fonts"] = adjusted_rand_score(labels, font_clusters)
# In the book's format, the characters of a font follow one another, each in nine positions.
of_font = len(images) // len(names)
index = np.arange(len(images)) % of_font
if of_font % jitters == 0 and (labels == np.arange(len(images)) // of_font).all():
    agreement["images, the characters"] = adjusted_rand_score(index // jitters, font_clusters)
    agreement["images, the positions"] = adjusted_rand_score(index % jitters, font_clusters)
for name, (steps, n) in {
    "points": (plane_steps, len(points)), "images": (font_steps, len(images)),
}.items():
    print(f"{n:,} {name} in {args.clusters} clusters: {len(steps.moved)} steps")
    print(
        f"  inertia {steps.inertia[0]:,.0f} after the first, {steps.inertia[-1]:,.0f} at the end"
    )
print("agreement (adjusted Rand index)")
for name, index in agreement.items():
    print(f"  {name:24}{round(index, 2) + 0.0:6.2f}")  # not -0.00
print(f"files {out}")

# %% Look
from tfgraph_course import figures
from tfgraph_course.figures import kmeans as kmeans_pictures

counts = np.bincount(font_clusters, minlength=args.clusters)
figures.save(
    {
        "points": lambda: kmeans_pictures.paths(points, plane_clusters, plane_steps.means),
        "mean_images": lambda: kmeans_pictures.mean_images(
            font_steps.means[-1].reshape(-1, *images.shape[1:]), counts
        ),
        "fonts": lambda: kmeans_pictures.shares(font_clusters, labels, "font", names),
    },
    out,
)
claimed.finish()
figures.show(args.show)
