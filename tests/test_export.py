"""Trained models in other formats, each read by its own runtime without the course."""

import json
import subprocess
import sys

import numpy as np
import pytest
from test_forward import FONTS, saved

from tests.forked import python
from tfgraph_course import ch4_recurrent as ch4
from tfgraph_course.datasets import load_fonts, load_weather, scale
from tfgraph_course.errors import CourseError
from tfgraph_course.review.runs import probabilities_of

# What other programs do. Each reads its format alone, and neither knows of the course.
READERS = {
    "onnx": """
import sys, numpy as np, onnxruntime
for folder in sys.argv[1:]:
    session = onnxruntime.InferenceSession(folder + "/model.onnx")
    (x,), (y,) = session.get_inputs(), session.get_outputs()
    assert (x.name, y.name) == ("x", "y") and x.shape[0] == "batch"
    np.save(folder + "/onnx.npy", session.run(["y"], {"x": np.load(folder + "/x.npy")})[0])
assert "tensorflow" not in sys.modules and "tfgraph_course" not in sys.modules
""",
    "saved_model": """
import sys, numpy as np, tensorflow as tf
for folder in sys.argv[1:]:
    answer = tf.saved_model.load(folder + "/saved_model").signatures["serving_default"]
    x = tf.constant(np.load(folder + "/x.npy"))
    np.save(folder + "/saved_model.npy", answer(x=x)["y"].numpy())
assert "tfgraph_course" not in sys.modules
""",
}


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    """All six models, and the RNN's other cells, saved with what the session says, and exported."""
    home = tmp_path_factory.mktemp("models")
    images, weeks = load_fonts().images[::9], scale(load_weather().weekly).astype(np.float32)
    cells = {
        f"weather_{cell}": (ch4.weather_rnn, {"cell": cell}) for cell in ("rnn", "gru", "lstm")
    }
    models = {name: (*model, images) for name, model in FONTS.items()}
    models |= {name: (*model, weeks) for name, model in cells.items()}
    for name, (builder, knobs, x) in models.items():
        folder = home / name
        folder.mkdir()
        graph = saved(folder, builder, **knobs)
        x = x.reshape(-1, *graph.x.shape.as_list()[1:])
        np.save(folder / "x.npy", x)
        np.save(folder / "y.npy", probabilities_of(graph, x))
    from tfgraph_course.saving.export import export

    for name in models:
        export(str(home / name / "weights.npz"))
    for code in READERS.values():  # where TensorFlow may not be imported
        call = [sys.executable, "-c", code, *[str(home / name) for name in models]]
        subprocess.run(call, cwd=home, check=True, timeout=300)
    return {name: home / name for name in models}


@pytest.mark.parametrize("kind", READERS)
@pytest.mark.parametrize("name", [*FONTS, "weather_rnn", "weather_gru", "weather_lstm"])
def test_another_runtime_says_what_the_session_says(name, kind, exported):
    said, expected = np.load(exported[name] / f"{kind}.npy"), np.load(exported[name] / "y.npy")
    assert said.shape == expected.shape and said.std() > 0.01
    np.testing.assert_allclose(said, expected, atol=1e-5 if name in FONTS else 1e-4)


def test_the_command_writes_both_beside_the_weights_or_elsewhere(exported, tmp_path):
    command = ["-m", "tfgraph_course", "export"]
    ended = python(*command, exported["cnn"], "--out", "elsewhere", cwd=tmp_path)
    assert (ended.returncode, ended.stderr) == (0, "")
    import onnxruntime

    session = onnxruntime.InferenceSession(tmp_path / "elsewhere" / "model.onnx")
    (said,) = session.run(["y"], {"x": np.load(exported["cnn"] / "x.npy")[:30]})
    np.testing.assert_allclose(said, np.load(exported["cnn"] / "y.npy")[:30], atol=1e-5)
    saved_model = tmp_path / "elsewhere" / "saved_model"
    assert (saved_model / "saved_model.pb").exists()
    about = json.loads((saved_model / "assets.extra/about.json").read_text(encoding="utf-8"))
    assert about["classes"] == [f"font {i}" for i in range(5)]
    assert "float32 [batch, 36, 36]" in about["x"] and "0 white to 1 black" in about["x"]
    told = session.get_modelmeta().custom_metadata_map
    assert told | {"classes": json.loads(told["classes"])} == about
    refused = python(*command, tmp_path / "absent.npz")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.startswith("error: ") and len(refused.stderr.splitlines()) == 1


@pytest.mark.parametrize("number", [3e38, 1e300])
def test_a_model_that_gives_no_probabilities_is_not_handed_on(number, tmp_path):
    from tfgraph_course.saving.export import export

    np.savez(tmp_path / "large.npz", W=np.full((1296, 5), number), b=np.zeros(5))
    with pytest.raises(CourseError, match=r"large\.npz: .* too large for float32"):
        export(str(tmp_path / "large.npz"))
    assert [path.name for path in tmp_path.iterdir()] == ["large.npz"]
