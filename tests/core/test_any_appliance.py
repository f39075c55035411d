"""Whatever appliance a plug learns, what it writes is a text that everybody reads, and no damaged one."""

from collections.abc import Generator
from pathlib import Path
import subprocess

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.diol.facts import facts_of, plain
from custom_components.diol.merging import MergeError, merge
from custom_components.diol.model import ModelTextError, format, parse
from custom_components.diol.words import sentences

LEARN_ANY = Path(__file__).parents[2] / "build" / "core" / "diol-learn-any"
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
WEEK = 7 * 24 * 60


class Learner:
    """The plug's own learning, asked over a pipe."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def learn(self, *numbers: float) -> str:
        """Return the model text of an appliance."""
        assert self.process.stdin
        assert self.process.stdout
        print(*numbers, file=self.process.stdin, flush=True)
        return self.process.stdout.readline().rstrip("\n")


@pytest.fixture(scope="module")
def learner() -> Generator[Learner]:
    with subprocess.Popen(
        [LEARN_ANY], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield Learner(process)
        assert process.stdin
        process.stdin.close()
        assert process.wait() == 0


def spread_out(low: float, high: float) -> st.SearchStrategy[float]:
    """Any magnitude as likely as any other."""
    return st.floats(0, 1).map(lambda share: low * (high / low) ** share)


APPLIANCES = st.tuples(
    spread_out(0.1, 20_000),  # W
    st.one_of(st.just(0.0), st.floats(0, 0.9)),  # of that, while off
    spread_out(1, WEEK),  # minutes of a cycle
    st.floats(0.02, 0.98),  # of that, on
    st.one_of(st.just(0.0), st.floats(0, 0.5)),  # irregular
    st.sampled_from((60, 150, 240)),  # seconds between readings
    st.sampled_from((48, 100, 216)),  # hours
    st.integers(1, 2**31),
)


def learn(learner: Learner, appliance: tuple[float, ...]) -> str:
    """Let a plug learn one of APPLIANCES."""
    power, standby, cycle, share, irregular, interval, hours, seed = appliance
    on, off = max(share * cycle, 0.5), max((1 - share) * cycle, 0.5)
    return learner.learn(
        power, standby * power, on, off, irregular, interval, hours, seed
    )


def damaged(text: str, at: int, way: str, other: str) -> str:
    """Make one mistake in copying a text."""
    return {
        "changed": text[:at] + other + text[at + 1 :],
        "dropped": text[:at] + text[at + 1 :],
        "doubled": text[: at + 1] + text[at:],
        "swapped": text[:at] + text[at + 1 : at + 2] + text[at] + text[at + 2 :],
    }[way]


@settings(max_examples=200, deadline=None)
@given(
    appliance=APPLIANCES,
    mistakes=st.lists(
        st.tuples(
            st.integers(0, 254),
            st.sampled_from(("changed", "dropped", "doubled", "swapped")),
            st.sampled_from(ALPHABET),
        ),
        max_size=40,
    ),
)
def test_any_appliance_makes_a_text_of_at_most_255_characters_that_no_mistake_survives(
    learner: Learner,
    appliance: tuple[float, ...],
    mistakes: list[tuple[int, str, str]],
) -> None:
    """From 0.1 W to 20 kW, from a minute's cycle to a week's: it is read, written back and said in words."""
    text = learn(learner, appliance)
    # What draws next to nothing in steps of 0.1 W may be nothing at all.
    if not text:
        assert appliance[0] < 1
        return
    assert len(text) <= 255
    model = parse(text)
    assert format(model) == text
    assert sentences(facts_of(model))
    assert plain(facts_of(model))["sort"]
    for at, way, other in mistakes:
        if (wrong := damaged(text, at % len(text), way, other)) != text:
            with pytest.raises(ModelTextError):
                parse(wrong)


@settings(max_examples=60, deadline=None)
@given(st.lists(APPLIANCES, min_size=2, max_size=3))
def test_merging_any_appliances_makes_a_text_or_is_refused_with_a_code(
    learner: Learner, appliances: list[tuple[float, ...]]
) -> None:
    """Up to eight clusters come of it."""
    models = [
        parse(text) for appliance in appliances if (text := learn(learner, appliance))
    ]
    try:
        text = format(merge(models))
    except MergeError as error:
        code = error.code
    else:
        assert len(text) <= 255
        assert format(parse(text)) == text
        return
    assert code in ("mixed_cycles", "too_different", "nothing_to_merge")
