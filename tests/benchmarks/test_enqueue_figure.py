"""The figure runs and has its documented shape; how fast it is, is for the bench to say."""

import math

from bench.figures import enqueue


def test_the_enqueue_figure_stands_beside_its_peer() -> None:
    (figure,) = enqueue.measure()
    assert figure.name == enqueue.NAME == "enqueue"
    assert figure.value > 0 and figure.peer_value > 0
    assert math.isclose(figure.ratio, figure.value / figure.peer_value, rel_tol=0.01)
    assert figure.ok is (figure.ratio <= enqueue.TARGET)
