"""Clusters of real processes: the same curve as one process, whatever is killed on the way."""

import contextlib
import json
import os
import signal
import socket
import threading
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.forked import Fork, python
from tfgraph_course import tf
from tfgraph_course.cli.overview import find_runs
from tfgraph_course.cluster import tasks
from tfgraph_course.cluster.chief import claim
from tfgraph_course.cluster.options import ClusterOptions
from tfgraph_course.cluster.servers import step_counter
from tfgraph_course.cluster.tasks import local_tasks, read_task
from tfgraph_course.datasets import FONTS_FILE, load_fonts, split_fonts
from tfgraph_course.datasets.splits import load_share
from tfgraph_course.errors import CourseError
from tfgraph_course.files.atomic import read_json
from tfgraph_course.files.npz import read_npz
from tfgraph_course.graphs import weights_of
from tfgraph_course.models import MODELS
from tfgraph_course.training.history import History
from tfgraph_course.training.loop import fit
from tfgraph_course.training.session import fresh_session
from tfgraph_course.training.states import State

SCRIPT = Path(__file__).resolve().parents[1] / "scripts" / "ch5_distributed.py"
CLUSTER = {"ps": ["127.0.0.1:2222"], "worker": ["127.0.0.1:2223", "127.0.0.1:2224"]}
pytestmark = pytest.mark.ch5
linux = pytest.mark.skipif(not Path("/proc/self/io").exists(), reason="looks into Linux's /proc")


def one_process(model, epochs, keep_prob, data):
    """Loss, accuracies and weights of the same training, by the graph's own nodes."""
    fonts = load_fonts(data)
    train, onehot_train, test, onehot_test = split_fonts(fonts.images, fonts.labels)
    sess = fresh_session(0)
    graph = MODELS[model].build()
    sess.run(tf.global_variables_initializer())
    history = fit(
        graph, (train, onehot_train), (test, onehot_test), epochs=epochs, keep_prob=keep_prob,
        engine="graph", quiet=True,
    )
    return history["train_loss"], history, sess.run(weights_of(graph))


def check_same(out, model, epochs, keep_prob=1.0, data=FONTS_FILE):
    """What a cluster left in a folder is what one process comes to."""
    loss, history, weights = one_process(model, epochs, keep_prob, data)
    found, curve = read_npz(out / "weights_by_name.npz"), read_npz(out / "loss.npz")
    np.testing.assert_array_equal(curve["epoch"], history["epoch"])
    np.testing.assert_allclose(curve["loss"], loss, rtol=0, atol=1e-5)
    for name in ("train_acc", "test_acc"):
        expected = history[name]
        np.testing.assert_allclose(read_npz(out / "history.npz")[name], expected, atol=1e-6)
    for name, value in weights.items():
        np.testing.assert_allclose(found[name], value, rtol=0, atol=1e-5)


def place(task, cluster):
    """The environment of a task, or of the whole cluster."""
    if not task:
        return dict(os.environ)
    place = {"cluster": cluster, "task": {"type": task[0], "index": task[1]}}
    return os.environ | {"TF_CONFIG": json.dumps(place)}


def start(*options, out, task=None, cluster=CLUSTER, pictures=False):
    """The script, as a whole cluster or as one task of it."""
    env = place(task, cluster)
    return Fork(SCRIPT, "--quiet", "--out", out, *options, env=env, pictures=pictures)


def refused(*options, out, task, cluster=CLUSTER):
    """What a task says that does not come to train."""
    options = "--quiet", "--out", out, *options
    ended = python(SCRIPT, *options, env=place(task, cluster))
    assert ended.returncode == 2
    return ended.stderr


def end(process, timeout=200):
    """Status and standard error of a process that ends by itself."""
    try:
        _, stderr = process.communicate(timeout=timeout)
    finally:
        process.kill()
    return process.returncode, stderr


def tasks_of(process):
    """The processes of a script's tasks, by job and index."""
    found = {}
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    for pid in map(int, children):
        with contextlib.suppress(OSError, KeyError):
            entries = Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
            env = dict(entry.split(b"=", 1) for entry in entries if entry)
            task = json.loads(env[b"TF_CONFIG"])["task"]
            found[task["type"], task["index"]] = pid
    return found


def saved_epoch(out):
    """The epoch of the last checkpoint; 0 before there is one."""
    try:
        return read_json(out / "saved" / "manifest.json")["states"][0]["epoch"]
    except (CourseError, IndexError):
        return 0


def until(condition, seconds=90):
    """Wait for something that must come."""
    stop = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < stop, "it did not come"
        time.sleep(0.1)


def alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.fixture(scope="module")
def few(tmp_path_factory):
    """A file with one image of each glyph."""
    path, fonts = tmp_path_factory.mktemp("data") / "few.npz", read_npz(FONTS_FILE)
    np.savez(path, fonts["arr_0"][::9], fonts["arr_1"][::9])
    return path


def free_cluster(workers):
    return local_tasks(workers)[0].cluster


@pytest.mark.slow
@pytest.mark.parametrize("workers", [1, 2, 4])
@pytest.mark.parametrize("model", ["logistic", "deep_nn", "deep_cnn"])
def test_a_cluster_comes_to_what_one_process_does(tmp_path, model, workers):
    options = "--model", model, "--local", workers, "--epochs", 100, "--keep-prob", 1
    status, told = end(start(*options, out=tmp_path, pictures=True))
    assert (status, told) == (0, "")
    check_same(tmp_path, model, 100)
    assert not (tmp_path / "saved").exists()
    assert (tmp_path / "confusion.png").stat().st_size > 1000


@pytest.mark.slow
def test_dropout_and_two_parameter_servers_and_a_chief_of_its_own(tmp_path, few):
    one, two = free_cluster(1)["ps"], free_cluster(2)
    cluster = {"ps": [*one, *two["ps"]], "chief": two["worker"][:1], "worker": two["worker"][1:]}
    every = [("ps", 0), ("ps", 1), ("chief", 0), ("worker", 0)]
    options = "--model", "cnn", "--epochs", 12, "--data", few
    running = [start(*options, out=tmp_path, task=task, cluster=cluster) for task in every]
    assert [end(process) for process in running] == [(0, "")] * 4
    check_same(tmp_path, "cnn", 12, 0.5, few)


@linux
@pytest.mark.parametrize(
    "kills",
    [
        [("worker", 0)],  # the chief
        pytest.param([("worker", 1), ("worker", 0), ("ps", 0)], marks=pytest.mark.slow),
    ],
)
def test_tasks_that_are_killed_and_come_back_lose_nothing(kills, tmp_path, few):
    cluster = free_cluster(2)
    options = "--data", few, "--epochs", 200, "--save-every", 1, "--timeout", 10
    every = [("ps", 0), ("worker", 0), ("worker", 1)]

    def run(*task):
        return start(*options, out=tmp_path, task=task, cluster=cluster)

    running = {task: run(*task) for task in every}
    try:
        for killed in kills:
            before = saved_epoch(tmp_path)
            until(lambda: saved_epoch(tmp_path) > before)  # noqa: B023 - called at once
            running[killed].kill()
            end(running[killed])
            if killed == ("ps", 0):
                for task in every[1:]:
                    check_that_the_server_is_missed(*end(running[task]))
                assert saved_epoch(tmp_path) > before
                running = {task: run(*task) for task in every}
            else:
                assert all(running[task].poll() is None for task in every if task != killed)
                running[killed] = run(*killed)
        assert [end(running[task])[0] for task in every] == [0, 0, 0]
    finally:
        for process in running.values():
            process.kill()
    check_same(tmp_path, "logistic", 200, data=few)
    seconds = read_npz(tmp_path / "history.npz")["seconds"]
    assert (np.diff(seconds) > 0).all()  # one curve through all lives


def check_that_the_server_is_missed(status, told):
    assert status == 2
    assert told.strip().startswith("error: ps 0 at 127.0.0.1:")
    assert told.strip().endswith("start all tasks to continue from the last checkpoint.")
    assert told.strip().count("\n") == 0


@linux
@pytest.mark.slow
def test_a_local_cluster_goes_on_without_its_worker_and_its_chief_but_not_its_server(tmp_path):
    options = "--epochs", 400, "--save-every", 1
    process = start(*options, out=tmp_path)
    try:
        for killed in (("worker", 1), ("worker", 0), ("ps", 0)):
            before = saved_epoch(tmp_path)
            until(lambda: saved_epoch(tmp_path) > before)  # noqa: B023 - called at once
            pids = tasks_of(process)
            os.kill(pids[killed], signal.SIGKILL)
        status, told = end(process)
    finally:
        process.kill()
    assert status == 2
    assert told == (
        "worker 1 was killed by signal 9; started again\n"
        "worker 0 was killed by signal 9; started again\n"
        "error: ps 0, a parameter server, was killed by signal 9, and its variables are lost; "
        "run the same command to continue from the last checkpoint.\n"
    )
    assert not any(map(alive, pids.values()))
    assert end(start(*options, out=tmp_path)) == (0, "")
    check_same(tmp_path, "logistic", 400)


@linux
@pytest.mark.parametrize(
    "number", [signal.SIGINT, pytest.param(signal.SIGKILL, marks=pytest.mark.slow)]
)
def test_no_task_outlives_the_script(tmp_path, number):
    process = start("--epochs", 100_000, "--save-every", 4, out=tmp_path)
    try:
        until(lambda: saved_epoch(tmp_path) > 0)
        pids = tasks_of(process)
        assert len(pids) == 3
        for (job, index), pid in pids.items():  # `ps` tells them apart
            assert f"cluster\0{job}\0{index}\0" in Path(f"/proc/{pid}/cmdline").read_text()
        before = saved_epoch(tmp_path)
        time.sleep(1)  # takes more steps, and does not save them by itself yet
        process.send_signal(number)
        status, told = end(process)
    finally:
        process.kill()
    until(lambda: not any(map(alive, pids.values())), 10)
    assert status == (130 if number == signal.SIGINT else -9)
    if number == signal.SIGINT:
        assert told == "\nstopped; run the same command to continue from the last save\n"
        assert saved_epoch(tmp_path) > before


def test_an_unfinished_run_is_listed_with_the_command_that_goes_on(tmp_path):
    options = ClusterOptions(
        model="cnn", epochs=9, rate=0.02, optimizer="GradientDescent", loss="book",
        keep_prob=0.5, seed=0, split="image", split_seed=0, data=str(FONTS_FILE),
        out=str(tmp_path / "mine"), timeout=60.0, save_every=1.0, trust_network=False,
        restart=False, force=False, quiet=True,
        changed={"model": "cnn", "rate": 0.02, "trust_network": True},
    )
    claim(options).save(State(5, {}, History()))
    (run,) = find_runs(tmp_path)
    assert run.said.startswith("unfinished after epoch 5; continue with: ")
    changed = "--model cnn --rate 0.02 --trust-network"
    assert run.go_on.endswith(f"ch5_distributed.py {changed} --out {tmp_path / 'mine'}")


@linux
@pytest.mark.slow
def test_a_task_that_hangs_ends_all_within_the_time_out(tmp_path):
    process = start("--epochs", 100_000, "--save-every", 1, "--timeout", 15, out=tmp_path)
    until(lambda: saved_epoch(tmp_path) > 0)
    begun = time.monotonic()
    os.kill(tasks_of(process)["worker", 1], signal.SIGSTOP)
    status, told = end(process)
    assert status == 2
    assert "no result for 15 s, though every task answers" in told
    assert time.monotonic() - begun < 40


@pytest.mark.slow
def test_a_worker_that_gets_anothers_token_is_not_counted_twice(tmp_path):
    cluster = free_cluster(2)
    every = [("ps", 0), ("worker", 0), ("worker", 1)]
    options = "--epochs", 400, "--save-every", 1
    running = [start(*options, out=tmp_path, task=task, cluster=cluster) for task in every]
    until(lambda: saved_epoch(tmp_path) > 0)
    with tf.Graph().as_default(), tf.device("/job:ps/task:0"):
        tokens = tf.FIFOQueue(-1, [tf.int64], [[]], shared_name="sync_token_q")
        with tf.Session(f"grpc://{cluster['ps'][0]}") as sess:
            sess.run(tokens.enqueue(tf.constant(1, tf.int64)))
    assert [end(process)[0] for process in running] == [0, 0, 0]
    check_same(tmp_path, "logistic", 400)


@pytest.mark.parametrize(
    ("config", "fault"),
    [
        ("{", "TF_CONFIG must be JSON like"),
        ("[]", "TF_CONFIG must be JSON like"),
        ('{"cluster": 1, "task": 2}', "TF_CONFIG must be JSON like"),
        ({"cluster": CLUSTER}, "there is no 'task'"),
        ({"task": {"type": "ps", "index": 0}}, "there is no 'cluster'"),
        ({"cluster": CLUSTER, "task": {"type": "master", "index": 0}}, "no job 'master'"),
        ({"cluster": CLUSTER, "task": {"type": "worker", "index": 2}}, "no worker 2; it has 2"),
        ({"cluster": CLUSTER, "task": {"type": "worker", "index": "0"}}, "no worker '0'"),
        ({"cluster": CLUSTER, "task": {"type": "chief", "index": 0}}, "no chief 0; it has 0"),
        (
            {"cluster": {**CLUSTER, "evaluator": []}, "task": {"type": "ps", "index": 0}},
            "no job 'evaluator'",
        ),
        ({"cluster": {"ps": CLUSTER["ps"]}, "task": {"type": "ps", "index": 0}}, "and a worker"),
        ({"cluster": [True], "task": {"type": "ps", "index": 0}}, "TF_CONFIG must be JSON like"),
        (
            {"cluster": {**CLUSTER, "ps": ["here"]}, "task": {"type": "ps", "index": 0}},
            "'here' is not an address",
        ),
        (
            {"cluster": {**CLUSTER, "ps": CLUSTER["worker"]}, "task": {"type": "ps", "index": 0}},
            "two tasks are at 127.0.0.1:2223",
        ),
        (
            {"cluster": {**CLUSTER, "chief": ["a:1", "b:1"]}, "task": {"type": "ps", "index": 0}},
            "more than one chief",
        ),
    ],
)
def test_a_wrong_tf_config_is_told_in_one_sentence(config, fault):
    text = config if isinstance(config, str) else json.dumps(config)
    with pytest.raises(CourseError, match=r"^TF_CONFIG(:| must be) [^\n]*[.}]$") as caught:
        read_task(text)
    assert fault in str(caught.value)


@given(st.integers(1, 3), st.booleans(), st.integers(0, 3), st.data())
def test_every_task_of_a_cluster_knows_its_place(servers, with_chief, workers, data):
    workers = max(workers, not with_chief)
    addresses = iter(f"10.0.0.{i}:2222" for i in range(1, 20))
    sizes = {"ps": servers, "chief": int(with_chief), "worker": workers}
    cluster = {job: [next(addresses) for _ in range(size)] for job, size in sizes.items() if size}
    job = data.draw(st.sampled_from(list(cluster)))
    index = data.draw(st.integers(0, sizes[job] - 1))
    task = read_task(json.dumps({"cluster": cluster, "task": {"type": job, "index": index}}))
    assert task.address == cluster[job][index]
    assert len(task.others()) == servers + with_chief + workers - 1
    assert task.address not in task.others().values()
    if job != "ps":
        assert task.workers[task.place] == (job, index)
        chief = "chief" if with_chief else "worker"
        assert task.is_chief == ((job, index) == (chief, 0))


def test_a_wrong_place_ends_the_script_at_once(tmp_path):
    assert refused(out=tmp_path, task=("worker", 7)) == (
        "error: TF_CONFIG: the cluster has no worker 7; it has 2 tasks with that job, "
        "numbered from 0.\n"
    )


def test_a_dead_address_is_waited_for_no_longer_than_the_time_out(tmp_path):
    cluster = free_cluster(1)
    begun = time.monotonic()
    told = refused("--timeout", 2, out=tmp_path, task=("worker", 0), cluster=cluster)
    assert told.strip() == (
        f"error: ps 0 at {cluster['ps'][0]} did not answer for 2 s; start all tasks to "
        "continue from the last checkpoint."
    )
    assert time.monotonic() - begun < 30


def test_a_port_in_use_is_told_in_one_sentence(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        cluster = {**free_cluster(1), "ps": [address]}
        told = refused(out=tmp_path, task=("ps", 0), cluster=cluster)
    assert told.startswith(f"error: {address}: the port cannot be used (Address already in use)")
    assert told.count("\n") == 1


def address_of_this_machine():
    """The address from which others would be reached; none where there is no network."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # sends nothing
        except OSError:
            pytest.skip("there is no network")
        return probe.getsockname()[0]


def test_only_a_trusted_network_is_listened_to(tmp_path):
    address = f"{address_of_this_machine()}:2222"
    cluster = {**free_cluster(1), "ps": [address]}
    told = refused(out=tmp_path, task=("ps", 0), cluster=cluster)
    assert told.startswith(f"error: {address}: anyone who reaches this port can run programs")


@linux
def test_a_task_on_this_machine_cannot_be_reached_from_another(tmp_path):
    cluster, here = free_cluster(1), address_of_this_machine()
    port = int(cluster["ps"][0].rpartition(":")[2])

    def reached(host):
        with contextlib.suppress(OSError), socket.create_connection((host, port), 1):
            return True

    process = start(out=tmp_path, task=("ps", 0), cluster=cluster)
    try:
        until(lambda: reached("127.0.0.1"))
        time.sleep(0.5)
        assert reached("127.0.0.1")
        assert not reached(here)
    finally:
        process.kill()
        process.communicate()


@given(st.integers(1, 7), st.sampled_from(["image", "glyph"]), st.integers(0, 3))
def test_the_shares_are_all_training_images_once(workers, split, seed):
    whole = split_fonts(*load_fonts()[:2], split, seed)
    shares = [load_share(FONTS_FILE, i, workers, split, seed, i == 0) for i in range(workers)]
    rows = np.concatenate([share.rows for share in shares])
    assert sorted(rows) == list(range(len(whole.train)))
    sizes = [len(share.rows) for share in shares]
    assert max(sizes) - min(sizes) <= 1
    for share in shares:
        np.testing.assert_array_equal(share.training[0], whole.train[share.rows])
        np.testing.assert_array_equal(share.training[1], whole.onehot_train[share.rows])
        assert share.total == len(whole.train)
    np.testing.assert_array_equal(shares[0].validation[0], whole.test)
    np.testing.assert_array_equal(shares[0].validation[1], whole.onehot_test)
    assert all(share.validation is None for share in shares[1:])


def test_more_workers_than_images_are_told(tmp_path):
    path = tmp_path / "few.npz"
    labels = np.arange(12, dtype=np.uint8) % 2
    np.savez(path, np.zeros((12, 8, 8), np.uint8), labels)
    with pytest.raises(CourseError, match="11 training images are too few for 12"):
        load_share(path, 0, 12)


@contextlib.contextmanager
def listening(say=b""):
    """Something that accepts connections, says a few bytes and no more, and never hangs up."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        kept = []

        def accept():
            with contextlib.suppress(OSError):
                while True:
                    kept.append(server.accept()[0])
                    kept[-1].sendall(say)

        threading.Thread(target=accept, daemon=True).start()
        yield f"127.0.0.1:{server.getsockname()[1]}"
        server.shutdown(socket.SHUT_RDWR)
        for connection in kept:
            connection.close()


@pytest.mark.parametrize("say", [b"", b"SSH", b"220 mail\r\n"])
def test_a_neighbour_that_accepts_and_hangs_is_told_in_time(say):
    with listening(say) as address:
        assert tasks.ask(address) is tasks.Answer.SILENCE
        watch = tasks.watch({"worker 0": address}, 2)
        start = time.monotonic()
        with pytest.raises(CourseError, match=r"^worker 0 at \S+ accepts .* nothing for 2 s; "):
            while time.monotonic() - start < 30:
                next(watch)
    gone = tasks.watch({"worker 0": address}, 0)
    next(gone)  # a task that has ended is not silent
    assert tasks.ask(address) is tasks.Answer.NONE


def test_a_server_of_tensorflow_is_heard():
    task = local_tasks(1)[0]
    server = tf.train.Server(task.cluster, job_name="ps", task_index=0)
    next(tasks.watch({"ps 0": task.address}, 0))
    assert server.target and tasks.ask(task.address) is tasks.Answer.SERVER


def test_a_server_ends_whose_only_worker_hangs(tmp_path):
    with listening() as address:
        cluster = {"ps": local_tasks(1)[0].cluster["ps"], "worker": [address]}
        process = start("--timeout", "3", out=tmp_path, task=("ps", 0), cluster=cluster)
        status, said = end(process)
    assert status == 2
    assert said.startswith(f"error: worker 0 at {address} accepts connections but has said nothing")


@pytest.mark.slow
def test_a_server_ends_whose_only_worker_answers_but_takes_no_more_steps(tmp_path):
    task = local_tasks(1)[1]
    server = tf.train.Server(task.cluster, job_name="worker", task_index=0)
    process = start("--timeout", "3", out=tmp_path, task=("ps", 0), cluster=task.cluster)
    try:
        until(lambda: tasks.answers(task.cluster["ps"][0]))
        with tf.Graph().as_default(), tf.Session(server.target) as sess:
            step = step_counter()
            sess.run(step.initializer)
            for _ in range(20):
                sess.run(step.assign_add(1))
                assert process.poll() is None
                time.sleep(0.5)
        status, said = end(process, 60)
    finally:
        process.kill()
    assert status == 2
    assert said.startswith("error: no worker has taken a step for 6 s, though all tasks answer; ")
