"""How programs save a file: the system calls of each, as strace shows them.

Each function replaces what is in `path` by `text`, as its program does. What a program writes beside the file is of a
kind that the default rules ignore (hidden files, names that end in ~), or is gone again when the function returns.
"""

import ctypes
import mmap
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

_libc = ctypes.CDLL(None, use_errno=True)


def write_all(path, text, flags=os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode=0o644, sync=False):
    descriptor = os.open(path, flags, mode)
    try:
        data = text.encode()
        while data:
            data = data[os.write(descriptor, data):]
        if sync:
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL


def vim(path, text):
    """backupcopy=auto: the old file is moved aside."""
    probe = path.with_name("4913")
    os.close(os.open(probe, NEW | os.O_NOFOLLOW, 0o100644))
    os.chown(probe, os.getuid(), os.getgid())
    os.unlink(probe)
    backup = path.with_name(path.name + "~")
    os.rename(path, backup)
    write_all(path, text, sync=True)
    os.chmod(path, 0o644)
    os.unlink(backup)


def vim_backupcopy(path, text):
    """backupcopy=yes: the old text is copied aside."""
    backup = path.with_name(path.name + "~")
    write_all(backup, path.read_text())
    write_all(path, text, sync=True)
    os.unlink(backup)


def vim_swap(path, text):
    """A whole session: the swap file, then saved."""
    swap = path.with_name("." + path.name + ".swp")
    write_all(swap, "b0VIM", NEW | os.O_NOFOLLOW, 0o600)
    vim(path, text)
    os.unlink(swap)


def emacs(path, text):
    """Lock, autosave, backup by renaming."""
    lock = path.with_name(".#" + path.name)
    autosave = path.with_name("#" + path.name + "#")
    os.symlink("user@host.4711:1700000000", lock)
    write_all(autosave, text, sync=True)
    os.rename(path, path.with_name(path.name + "~"))
    write_all(path, text, sync=True)
    os.unlink(autosave)
    os.unlink(lock)


def emacs_copying(path, text):
    """backup-by-copying."""
    shutil.copy2(path, path.with_name(path.name + "~"))
    write_all(path, text, sync=True)


def vscode(path, text):
    """In place, without O_TRUNC: cut to nothing, then written."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    os.ftruncate(descriptor, 0)
    os.write(descriptor, text.encode())
    os.fdatasync(descriptor)
    os.close(descriptor)


def jetbrains(path, text):
    """Safe write."""
    temporary = path.with_name(path.name + "___jb_tmp___")
    old = path.with_name(path.name + "___jb_old___")
    write_all(temporary, text, NEW)
    os.rename(path, old)
    os.rename(temporary, path)
    os.unlink(old)


def gedit(path, text):
    """GLib's replacement: a hidden new file, the old one linked as a backup, the new one renamed."""
    temporary = path.with_name(".goutputstream-A1B2C3")
    write_all(temporary, text, NEW, 0o666, sync=True)
    backup = path.with_name(path.name + "~")
    if backup.exists():
        os.unlink(backup)
    os.link(path, backup)
    os.rename(temporary, path)


def kate(path, text):
    """Qt's QSaveFile."""
    temporary = path.with_name(path.name + ".hTzqKe")
    write_all(temporary, text, NEW, 0o600, sync=True)
    os.chmod(temporary, 0o644)
    os.rename(temporary, path)


def sublime(path, text):
    """atomic_save."""
    temporary = path.with_name(".sublf1d.tmp")
    write_all(temporary, text, NEW)
    os.rename(temporary, path)


def nano(path, text):
    """In place, in small pieces."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
    data = text.encode()
    for start in range(0, len(data), 16):
        os.write(descriptor, data[start:start + 16])
    os.close(descriptor)


def append_rest(path, text):
    """Cut short, then appended to."""
    os.truncate(path, 0)
    write_all(path, text, os.O_WRONLY | os.O_APPEND)


def sed_in_place(path, text):
    """The real one."""
    script = path.with_name(".script")
    replacement = text.rstrip("\n").replace("\n", "\\\n")
    script.write_text("1c\\\n%s\n2,$d\n" % replacement)
    subprocess.run(["sed", "-i", "-f", script, path], check=True)
    script.unlink()


def perl_in_place(path, text):
    """perl -i: unlinked while it is read, then made anew."""
    with open(path):
        os.unlink(path)
        write_all(path, text, NEW)


def git_checkout(path, text):
    """The old file is unlinked, the new one made."""
    os.unlink(path)
    write_all(path, text, NEW, 0o666)


def rsync(path, text):
    temporary = path.with_name("." + path.name + ".Xy12Ab")
    write_all(temporary, text, NEW, 0o600)
    os.chmod(temporary, 0o644)
    os.utime(temporary, (1_600_000_000, 1_600_000_000))  # -t: a time of long ago
    os.rename(temporary, path)


def unzip(path, text):
    """-o: unlinked, made anew, with the time that is in the archive."""
    os.unlink(path)
    write_all(path, text)
    os.utime(path, (1_500_000_000, 1_500_000_000))
    os.chmod(path, 0o644)


def tar(path, text):
    """--overwrite is not the default: unlinked, O_EXCL, with the time that is in the archive."""
    os.unlink(path)
    write_all(path, text, NEW, 0o600)
    os.utime(path, ns=(1_400_000_000_123_456_789, 1_400_000_000_123_456_789))


def outside(path, text):
    """A file with the text, on the same file system but outside of what is watched."""
    directory = Path(tempfile.mkdtemp(prefix="outside-", dir=path.parents[2]))
    source = directory / "source"
    source.write_text(text)
    return source


def move_over(path, text):
    """mv, from elsewhere on the file system."""
    os.rename(outside(path, text), path)


def copy_over(path, text):
    """cp -a, the real one: in place, with the time of the other file."""
    source = outside(path, text)
    os.utime(source, (1_450_000_000, 1_450_000_000))
    subprocess.run(["cp", "-a", source, path], check=True)


def install(path, text):
    """install(1), the real one: unlinked, then made anew."""
    subprocess.run(["install", "-m", "644", outside(path, text), path], check=True)


def link_over(path, text):
    """ln -f: linked under a hidden name, then renamed."""
    temporary = path.with_name(".CuDCpUaB")
    os.link(outside(path, text), temporary)
    os.rename(temporary, path)


def nameless(path, text):
    """O_TMPFILE, linked in, renamed."""
    descriptor = os.open(path.parent, os.O_TMPFILE | os.O_WRONLY, 0o644)
    os.write(descriptor, text.encode())
    temporary = path.with_name(".linked")
    os.link("/proc/self/fd/%d" % descriptor, temporary, src_dir_fd=0, follow_symlinks=True)
    os.close(descriptor)
    os.rename(temporary, path)


def exchange(path, text):
    """renameat2 with RENAME_EXCHANGE: there is no moment without the file."""
    AT_FDCWD, RENAME_EXCHANGE = -100, 2
    temporary = path.with_name(".exchanged")
    write_all(temporary, text, NEW)
    if _libc.renameat2(AT_FDCWD, os.fsencode(temporary), AT_FDCWD, os.fsencode(path), RENAME_EXCHANGE) != 0:
        raise OSError(ctypes.get_errno(), "renameat2")
    os.unlink(temporary)


def mapped(path, text):
    """Through a mapping, which raises no event until the file is closed."""
    with open(path, "r+b") as file:
        file.truncate(len(text.encode()))
        with mmap.mmap(file.fileno(), 0) as memory:
            memory[:] = text.encode()
            memory.flush()


SAVES = (vim, vim_backupcopy, vim_swap, emacs, emacs_copying, vscode, jetbrains, gedit, kate, sublime, nano, append_rest,
         sed_in_place, perl_in_place, git_checkout, rsync, unzip, tar, move_over, copy_over, install, link_over, nameless,
         exchange, mapped)


# What changes nothing of the text.

def chmod(path):
    os.chmod(path, 0o600)


def touch(path):
    os.utime(path)


def saved_unchanged(path):
    write_all(path, path.read_text())


def replaced_by_itself(path):
    vim(path, path.read_text())


def linked(path):
    os.link(path, path.with_name("." + path.name + ".link"))


def renamed_and_back(path):
    os.rename(path, path.with_name("elsewhere"))
    os.rename(path.with_name("elsewhere"), path)


NO_CHANGES = (chmod, touch, saved_unchanged, replaced_by_itself, linked, renamed_and_back)
