"""Adds up what ctest wrote: lib_results.py JUNIT... prints "N passed, N failed, N skipped".

Exits with 1 if a test failed, or if there was none. A file that is missing or cut off counts as one failure:
ctest was to write it. So does a test whose program was not built; only what a test itself skipped is skipped.
"""
import sys
import xml.etree.ElementTree as xml


def results_of(path):
    try:
        cases = xml.parse(path).getroot().findall("testcase")
    except (OSError, xml.ParseError) as error:
        print(f"{path}: {error}", file=sys.stderr)
        return {"failed": 1}
    results = {"passed": 0, "failed": 0, "skipped": 0}
    for case in cases:
        skipped = case.find("skipped")
        if case.get("status") == "run":
            results["passed"] += 1
        elif skipped is not None and skipped.get("message", "").startswith("SKIP_"):
            results["skipped"] += 1
        elif case.get("status") == "disabled":
            results["skipped"] += 1
        else:
            results["failed"] += 1
            print(f"failed: {case.get('name')} ({case.get('status')})", file=sys.stderr)
    return results


total = {"passed": 0, "failed": 0, "skipped": 0}
for name in sys.argv[1:]:
    for kind, count in results_of(name).items():
        total[kind] += count
sys.stderr.flush()
print("{passed} passed, {failed} failed, {skipped} skipped".format(**total))
sys.exit(1 if total["failed"] or not total["passed"] else 0)
