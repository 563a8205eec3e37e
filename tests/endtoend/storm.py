"""Random operations on a tree of files: what a user's programs do to a project, only faster and without sense."""

import os
import random
import shutil

import editors

NAMES = ["alpha", "beta", "gamma", "delta", "eps"]
ENDINGS = [".txt", ".py", ".md", ".c", ".json", ""]
# Names that are hard on programs: spaces, quotes, a newline, another script, no UTF-8 at all.
ODD_NAMES = [b"with space.txt", b"quo'te\".py", b"new\nline.md", "\u00fcn\u00ef\u2603.txt".encode(), b"\xff\xfe.txt", b"-dash", b"tail "]
RULES = ["*.md\n", "beta*\n!beta.py\n", "/alpha/\n", "gamma/\n", "\n", "# nothing\n*.json\n"]
MOST_FILES = 400  # below each directory at the top


class Storm:
    """Does something to the tree below `root` with each step(); the same for the same seed. `away` is a directory on
    the same file system that nobody watches."""

    def __init__(self, root, away, seed):
        self.root = os.fsencode(root)
        self.away = os.fsencode(away)
        self.random = random.Random(seed)
        self.steps = 0
        # How often each is done, in parts of the sum.
        self.operations = [
            (14, self.write), (8, self.overwrite_same_size), (6, self.append), (3, self.truncate), (8, self.remove),
            (7, self.rename), (4, self.rename_directory), (2, self.remove_tree), (2, self.move_out), (3, self.move_in),
            (12, self.save), (5, self.make_deep), (2, self.symlink), (2, self.hard_link), (2, self.chmod),
            (3, self.edit_rules), (2, self.swap_directories), (2, self.copy_tree), (2, self.replace_by_other_kind),
            (1, self.write_binary), (2, self.odd_name)]

    def step(self):
        """An operation that cannot be done, because what it needs is not there, is none."""
        self.steps += 1
        (operation,) = self.random.choices([operation for _, operation in self.operations],
                                           [weight for weight, _ in self.operations])
        try:
            operation()
        except (OSError, ValueError, shutil.Error):  # ValueError: a text that is none, a mapping of nothing
            pass
        if self.steps % 200 == 0:
            self.stay_small()

    def stay_small(self):
        """Copies of copies would fill the disk."""
        for name in sorted(os.listdir(self.root)):
            path = os.path.join(self.root, name)
            is_tree = os.path.isdir(path) and not os.path.islink(path)
            if is_tree and sum(len(files) for _, _, files in os.walk(path)) > MOST_FILES:
                shutil.rmtree(path)

    # -- where

    def directory(self):
        parts = [self.random.choice(NAMES) for _ in range(self.random.choice((0, 1, 1, 1, 2, 2, 3)))]
        return os.path.join(self.root, *(part.encode() for part in parts))

    def name(self):
        return (self.random.choice(NAMES) + self.random.choice(ENDINGS)).encode()

    def path(self):
        return os.path.join(self.directory(), self.name())

    def existing(self):
        """A file, if one is found soon."""
        for _ in range(8):
            directory = self.directory()
            try:
                names = sorted(entry.name for entry in os.scandir(directory) if entry.is_file(follow_symlinks=False))
            except OSError:
                continue
            if names:
                return os.path.join(directory, self.random.choice(names))
        return self.path()

    def text(self, size=None):
        words = ["parcel", "depot", "route", "driver", "invoice", "label", "scanner", "van", "%d" % self.random.randrange(10**6)]
        count = self.random.choice((1, 5, 20, 200))
        text = " ".join(self.random.choice(words) for _ in range(count)) + "\n"
        return text if size is None else (text * (size // len(text) + 1))[:size]

    # -- what

    def _write(self, path, data, mode="wb"):
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, mode) as file:
            file.write(data)

    def write(self):
        self._write(self.path(), self.text().encode())

    def overwrite_same_size(self):
        """Perhaps within the same tick of the clock as the write before."""
        path = self.existing()
        for _ in range(self.random.choice((1, 2))):
            size = os.lstat(path).st_size
            with open(path, "r+b") as file:
                file.write(self.text(size).encode()[:size])

    def append(self):
        self._write(self.existing(), self.text().encode(), "ab")

    def truncate(self):
        path = self.existing()
        os.truncate(path, self.random.randrange(os.lstat(path).st_size + 1))

    def remove(self):
        os.unlink(self.existing())

    def rename(self):
        os.rename(self.existing(), self.path())

    def rename_directory(self):
        os.rename(self.directory(), self.directory())

    def remove_tree(self):
        directory = self.directory()
        if directory != self.root:
            shutil.rmtree(directory)

    def move_out(self):
        directory = self.directory()
        if directory != self.root:
            os.rename(directory, os.path.join(self.away, b"%d" % self.steps))

    def move_in(self):
        trees = sorted(os.listdir(self.away))
        if trees:
            os.rename(os.path.join(self.away, self.random.choice(trees)), self.directory())

    def save(self):
        saves = [save for save in editors.SAVES if save.__name__ not in _SLOW]
        path = editors.Path(os.fsdecode(self.existing()))
        self.random.choice(saves)(path, self.text())

    def make_deep(self):
        directory = self.directory()
        for _ in range(self.random.randrange(1, 4)):
            directory = os.path.join(directory, self.random.choice(NAMES).encode())
        os.makedirs(directory, exist_ok=True)
        for _ in range(self.random.randrange(4)):
            self._write(os.path.join(directory, self.name()), self.text().encode())

    def symlink(self):
        # What is written later may go through it: the way out of the folder ends in the sandbox.
        outside = os.path.join(os.path.dirname(self.root), b"outside.txt")
        os.symlink(self.random.choice((b"..", b"alpha", outside, b"nowhere")), self.path())

    def hard_link(self):
        os.link(self.existing(), self.path())

    def chmod(self):
        os.chmod(self.existing(), self.random.choice((0o600, 0o644, 0o755)))

    def edit_rules(self):
        directory = self.directory()
        if os.path.isdir(directory):
            path = os.path.join(directory, self.random.choice((b".gitignore", b".gitignore", b".vectrayignore")))
            if self.random.random() < 0.4:
                os.unlink(path)
            else:
                self._write(path, self.random.choice(RULES).encode())

    def swap_directories(self):
        a, b, between = self.directory(), self.directory(), os.path.join(self.root, b"between")
        os.rename(a, between)
        try:
            os.rename(b, a)
        finally:
            os.makedirs(os.path.dirname(b), exist_ok=True)
            os.rename(between, b if not os.path.exists(b) else a)

    def copy_tree(self):
        source, target = self.directory(), self.directory()
        # Into itself, by a link, would never end.
        if source != self.root and not os.path.realpath(target).startswith(os.path.realpath(source)):
            shutil.copytree(source, target, symlinks=True, dirs_exist_ok=True)

    def replace_by_other_kind(self):
        """A file becomes a directory, or the other way round."""
        path = os.path.join(self.directory(), self.random.choice(NAMES).encode())
        if os.path.isdir(path):
            shutil.rmtree(path)
            self._write(path, self.text().encode())
        else:
            os.unlink(path)
            self._write(os.path.join(path, self.name()), self.text().encode())

    def write_binary(self):
        self._write(self.path(), bytes(self.random.randrange(256) for _ in range(64)))

    def odd_name(self):
        path = os.path.join(self.directory(), self.random.choice(ODD_NAMES))
        if self.random.random() < 0.3:
            os.unlink(path)
        else:
            self._write(path, self.text().encode())


# Those that start a program, and those that need a directory beside the watched one.
_SLOW = {"sed_in_place", "copy_over", "install", "move_over", "link_over"}
