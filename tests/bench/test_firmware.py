"""What `scripts/bench firmware` reads off is what is there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from benchmarks.firmware.__main__ import host_table
from benchmarks.firmware.measuring import (
    HERE,
    Code,
    Cost,
    Phase,
    code_of,
    model_text,
    phases_in,
    sizes_in,
)
from benchmarks.mcu.commands import BenchError

PAGE_SIZE = os.sysconf("SC_PAGE_SIZE")


def test_sizes_are_those_that_size_prints() -> None:
    printed = "   text\t   data\t    bss\t    dec\t    hex\tfilename\n 812345\t  9000\t  1234\t 822579\t  c8d33\tprogram\n"
    assert sizes_in(printed) == (812345, 9000, 1234)


def test_output_without_sizes_is_an_error() -> None:
    with pytest.raises(BenchError, match="no such file"):
        sizes_in("size: 'program': no such file")


def test_a_round_takes_the_processor_time_by_the_rounds() -> None:
    log = (
        "[12:00:00.000][I][loop_cost:055]: phase=1 rounds=2000 ns=3000000 resident_pages=1000\n"
        "[12:00:01.000][I][diol:055]: Learning for 216 h\n"
        "[12:00:02.000][I][loop_cost:055]: phase=2 rounds=1000 ns=4000000 resident_pages=1003\n"
    )
    assert phases_in(log) == [
        Phase(1.5, 1000 * PAGE_SIZE),
        Phase(4.0, 1003 * PAGE_SIZE),
    ]
    assert phases_in(log[:60]) == []


def test_generated_code_is_measured_in_lines_and_bytes() -> None:
    assert code_of("void setup() {\n  // µ\n}\n") == Code(3, 25)


def test_what_is_added_is_the_difference() -> None:
    phase = Phase(1.0, 4096)
    table = host_table(
        Cost(100, 10, 1, (phase, phase)),
        Cost(150, 10, 3, (phase, Phase(2.5, 8192))),
    )
    rows = {row[0]: row[1:] for row in table.rows}
    assert rows["text, bytes"] == ("100", "150", "50")
    assert rows["a round of the main loop, learning, µs"] == ("1.00", "2.50", "1.50")
    assert rows["resident memory, learning, KB"] == ("4", "8", "4")


def test_the_two_plugs_differ_in_diol_alone() -> None:
    text = (HERE / "with.yaml").read_text()
    assert "plug: !include without.yaml" in text
    assert "diol:" not in Path(HERE / "without.yaml").read_text()
    assert model_text().startswith("DIoL1.")
