"""Waits until a folder's first index is ready: lib_first_index.py URL ADDED

URL is where Vectray listens, ADDED what `vectray add --json` printed. Shows progress on stderr; prints the
project's name, as it is written in an URL, on stdout.
"""
import json
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

LOOK_EVERY = 0.5  # seconds
PATIENCE = 30  # seconds without an answer

# A proxy of the environment is not for this machine.
direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def get(url):
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            with direct.open(url, timeout=PATIENCE) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            sys.exit(f"{url}: {error}\n{error.read().decode(errors='replace')}")
        except OSError as error:
            if time.monotonic() > deadline:
                sys.exit(f"{url}: {error}")
            time.sleep(LOOK_EVERY)


def counts(base, config):
    """Files and chunks of the dataset, as far as they are in the index."""
    for project in get(f"{base}/projects")["projects"]:
        for dataset in project["datasets"]:
            if project["name"] == config["project"] and dataset["name"] == config["dataset"]:
                return dataset["files"], dataset["chunks"]
    return 0, 0


def watcher(base, config):
    name = urllib.parse.quote(config["project"], safe="")
    for found in get(f"{base}/projects/{name}/watch/list")["watchers"]:
        if found["path"] == config["path"] and found["dataset"] == config["dataset"]:
            return found
    return None


def main():
    base, added = sys.argv[1], json.loads(sys.argv[2])
    config = added["config"]
    terminal = sys.stderr.isatty()
    shown = None
    began = time.monotonic()
    while True:
        found = watcher(base, config)
        if found is None and time.monotonic() - began > PATIENCE:
            sys.exit(f"{config['path']} is not being watched; see: vectray status")
        if found and found["health"]["state"] in ("unavailable", "error"):
            sys.exit(f"{config['path']}: {found['health']['reason']} {found['health'].get('cure') or ''}")
        files, chunks = counts(base, config)
        line = f"{files:,} files, {chunks:,} chunks indexed"
        if found and found["pending"]:
            line += f", {found['pending']:,} files to go"
        if found and found["syncCount"] > 0:
            print(f"\r\033[K    {line}" if terminal else f"    {line}", file=sys.stderr)
            break
        if line != shown:
            print(f"\r\033[K    {line}" if terminal else f"    {line}", end="" if terminal else "\n", file=sys.stderr,
                  flush=True)
            shown = line
        time.sleep(LOOK_EVERY)
    print(urllib.parse.quote(config["project"], safe=""))


try:
    main()
except KeyboardInterrupt:
    sys.exit(130)
