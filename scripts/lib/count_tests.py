"""Count the tests in JUnit files, as pytest and ctest write them.

Prints three numbers, passed, failed and skipped, or fails when a file holds no test.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path
import sys
import xml.etree.ElementTree as ET

FAILED = {"failure", "error"}
# ctest says in an attribute what pytest says in a child
SKIPPED_STATUS = {"notrun", "disabled"}


def outcomes(file: Path) -> Iterator[str]:
    """Yield the outcome of every test in the file."""
    for case in ET.parse(file).iter("testcase"):
        children = {child.tag for child in case}
        if children & FAILED or case.get("status") == "fail":
            yield "failed"
        elif "skipped" in children or case.get("status") in SKIPPED_STATUS:
            yield "skipped"
        else:
            yield "passed"


def main() -> int:
    """Print the numbers of all files together."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, nargs="+")
    found = [o for file in parser.parse_args().file for o in outcomes(file)]
    print(*(found.count(outcome) for outcome in ("passed", "failed", "skipped")))
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main())
