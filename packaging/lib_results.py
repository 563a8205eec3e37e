"""Adds up what ctest wrote: lib_results.py JUNIT... prints "N passed, N failed, N skipped".

Exits with 1 if a test failed, or if there was none. A file that is missing or cut off counts as one failure:
ctest was to write it. So does a test whose program was not built; only what a test itself skipped is skipped.
Of two results of a test in one folder the later one counts, and it is said that there were two.
"""
import pathlib
import sys
import xml.etree.ElementTree as xml


def result_of(case):
    skipped = case.find("skipped")
    if case.get("status") == "run":
        return "passed"
    if case.get("status") == "disabled" or (skipped is not None and skipped.get("message", "").startswith("SKIP_")):
        return "skipped"
    return "failed"


def results_of(path):
    """By folder and name of the test."""
    try:
        cases = xml.parse(path).getroot().findall("testcase")
    except (OSError, xml.ParseError) as error:
        print(f"{path}: {error}", file=sys.stderr)
        return {(path, "its report"): "failed"}
    return {(pathlib.Path(path).parent, case.get("name")): result_of(case) for case in cases}


results = {}
for report in sys.argv[1:]:
    for test, result in results_of(report).items():
        if results.get(test) == "failed" and result == "passed":
            print(f"unstable: {test[1]} failed, and passed alone", file=sys.stderr)
        results[test] = result
total = {"passed": 0, "failed": 0, "skipped": 0}
for (_, name), result in results.items():
    total[result] += 1
    if result == "failed":
        print(f"failed: {name}", file=sys.stderr)
sys.stderr.flush()
print("{passed} passed, {failed} failed, {skipped} skipped".format(**total))
sys.exit(1 if total["failed"] or not total["passed"] else 0)
