#include "WatchCases.h"

#include <algorithm>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

std::vector<WatchCase> saveCases()
{
    // Where a temporary name is a dotfile it is ignored, so only what is left of it counts.
    return {
        {"in place, as VS Code and nano save", {}, [](const Disk &d) { return d.put("d/g"); }, {"d/g"}},
        {"in place, the same size", {}, [](const Disk &d) { return d.overwrite("f"); }, {"f"}},
        {"append", {}, [](const Disk &d) { return d.append("d/g"); }, {"d/g"}},
        {"truncate", {}, [](const Disk &d) { return d.truncate("f"); }, {"f"}},
        {"twice in place",
         {},
         [](const Disk &d) { return d.put("f", "1"); },
         {"f"},
         [](const Disk &d) { return d.put("f", "22"); },
         {"f"}},
        {"rename over, as gedit, Kate and rsync save",
         {},
         [](const Disk &d) { return d.put("d/.g.Xa9") && d.move("d/.g.Xa9", "d/g"); },
         {"d/g"},
         [](const Disk &d) { return d.put("d/.g.Xb1", "2") && d.move("d/.g.Xb1", "d/g"); },
         {"d/g"}},
        {"rename over, then in place",
         {},
         [](const Disk &d) { return d.put("d/.t") && d.move("d/.t", "d/g"); },
         {"d/g"},
         [](const Disk &d) { return d.append("d/g"); },
         {"d/g"}},
        {"vim, moving the old one aside",
         {},
         [](const Disk &d) {
             return d.put("d/4913", "") && d.remove("d/4913") && d.move("d/g", "d/g~") && d.put("d/g")
                 && d.remove("d/g~");
         },
         {"d/g"},
         [](const Disk &d) { return d.append("d/g"); },
         {"d/g"}},
        {"vim, copying the old one aside",
         {},
         [](const Disk &d) { return d.put("d/g~", "old") && d.put("d/g") && d.remove("d/g~"); },
         {"d/g"}},
        {"Emacs with lock, autosave and backup",
         {},
         [](const Disk &d) {
             return d.symlink("me@host.1", "d/.#g") && d.put("d/#g#") && d.move("d/g", "d/g~") && d.put("d/g")
                 && d.remove("d/#g#") && d.remove("d/.#g");
         },
         {"d/g"}},
        {"JetBrains, safe write",
         {},
         [](const Disk &d) {
             return d.put("d/g___jb_tmp___") && d.move("d/g", "d/g___jb_old___")
                 && d.move("d/g___jb_tmp___", "d/g") && d.remove("d/g___jb_old___");
         },
         {"d/g"}},
        {"remove and write anew", {}, [](const Disk &d) { return d.remove("d/g") && d.put("d/g"); }, {"d/g"}},
        {"sed -i", {}, [](const Disk &d) { return d.run(u"sed -i s/x/y/ d/g"_s); }, {"d/g"}},
        {"link from a nameless file",
         {},
         [](const Disk &d) {
             return d.run(
                 u"python3 -c 'import os; fd=os.open(\".\",os.O_TMPFILE|os.O_WRONLY); os.write(fd,b\"1\"); "
                 "os.link(\"/proc/self/fd/%d\"%fd,\"d/h\",src_dir_fd=0,follow_symlinks=True)'"_s);
         },
         {"d/h"}},
        {"git checkout of another branch",
         [](const Disk &d) {
             return d.run(
                 u"git init -q . && git config user.email a@b && git config user.name a && mkdir d && "
                 "echo 1 > f && echo 1 > d/g && git add . && git commit -qm 1 && git checkout -qb other && "
                 "echo 22 > d/g && echo 2 > new && git rm -q f && git add . && git commit -qm 2 && "
                 "git checkout -q -"_s);
         },
         [](const Disk &d) { return d.run(u"git checkout -q other"_s); },
         {"d/g", "new", "f"}},
        {"tar",
         {},
         [](const Disk &d) { return d.run(u"tar cf ../a.tar d f && rm -r d && tar xf ../a.tar"_s); },
         {"d/g", "f"}},
        {"exchanged in one step",
         {},
         [](const Disk &d) {
             return d.put("d/.t") && d.run(u"python3 -c 'import ctypes; exit(ctypes.CDLL(None).renameat2(-100, "
                                           "b\"d/.t\", -100, b\"d/g\", 2))' && rm d/.t"_s);
         },
         {"d/g"},
         [](const Disk &d) { return d.append("d/g"); },
         {"d/g"}},
        {"through a mapping",
         {},
         [](const Disk &d) {
             return d.run(u"python3 -c 'import mmap; f=open(\"d/g\",\"r+b\"); m=mmap.mmap(f.fileno(),0); "
                          "m[0:1]=b\"y\"; m.close(); f.close()'"_s);
         },
         {"d/g"},
         {},
         {},
         false,
         true},
        {"install, which unlinks first",
         {},
         [](const Disk &d) { return d.put("../outside/o", "other") && d.run(u"install -m 644 ../outside/o d/g"_s); },
         {"d/g"},
         [](const Disk &d) { return d.append("d/g"); },
         {"d/g"}},
        {"ln -f",
         {},
         [](const Disk &d) { return d.put("../outside/o", "other") && d.run(u"ln -f ../outside/o d/g"_s); },
         {"d/g"},
         {},
         {},
         true}, // a file with two names
        {"gedit with a backup, which is a link",
         {},
         [](const Disk &d) {
             return d.put("d/.goutputstream-A1") && d.link("d/g", "d/g~") && d.move("d/.goutputstream-A1", "d/g");
         },
         {"d/g"}},
        {"unpacked, with the time of long ago",
         {},
         [](const Disk &d) { return d.remove("d/g") && d.put("d/g", "old") && d.run(u"touch -d 2001-01-01 d/g"_s); },
         {"d/g"}},
        {"cp -a over it",
         {},
         [](const Disk &d) { return d.put("../outside/o", "other") && d.run(u"cp -a ../outside/o d/g"_s); },
         {"d/g"}},
    };
}

static std::vector<WatchCase> fileCases()
{
    return {
        {"create", {}, [](const Disk &d) { return d.put("d/new"); }, {"d/new"}},
        {"create, delete, create again",
         {},
         [](const Disk &d) { return d.put("a") && d.remove("a") && d.put("a"); },
         {"a"},
         [](const Disk &d) { return d.append("a"); },
         {"a"}},
        {"delete", {}, [](const Disk &d) { return d.remove("d/g"); }, {"d/g"}},
        {"move in",
         {},
         [](const Disk &d) { return d.put("../outside/o") && d.move("../outside/o", "d/o"); },
         {"d/o"}},
        {"move out", {}, [](const Disk &d) { return d.move("d/g", "../outside/g"); }, {"d/g"}},
        {"move inside",
         {},
         [](const Disk &d) { return d.move("d/g", "h"); },
         {"d/g", "h"},
         [](const Disk &d) { return d.append("h"); },
         {"h"}},
        {"a hard link", {}, [](const Disk &d) { return d.link("d/g", "d/h"); }, {"d/h"}, {}, {}, true},
        {"an edit through another name",
         [](const Disk &d) { return d.put("f") && d.link("f", "h"); },
         [](const Disk &d) { return d.append("f"); },
         {"f", "h"},
         {},
         {},
         true},
        {"only the case of a name", {}, [](const Disk &d) { return d.move("d/g", "d/G"); }, {"d/g", "d/G"}},
        {"a link swapped",
         [](const Disk &d) { return d.put("f") && d.symlink("f", "l"); },
         [](const Disk &d) { return d.symlink("gone", "t") && d.move("t", "l"); },
         {"l"}},
        {"a file becomes a link",
         {},
         [](const Disk &d) { return d.remove("d/g") && d.symlink("../f", "d/g"); },
         {"d/g"}},
        {"a link becomes a file",
         [](const Disk &d) { return d.put("f") && d.symlink("f", "l"); },
         [](const Disk &d) { return d.remove("l") && d.put("l"); },
         {"l"},
         [](const Disk &d) { return d.append("l"); },
         {"l"}},
        {"a name with a newline",
         {},
         [](const Disk &d) { return d.put("d/a\nb"); },
         {"d/a\nb"},
         [](const Disk &d) { return d.append("d/a\nb"); },
         {"d/a\nb"}},
        {"a name that is not UTF-8", {}, [](const Disk &d) { return d.put("d/\xFF\xFE"); }, {"d/\xFF\xFE"}},
        {"a file that becomes readable",
         [](const Disk &d) { return d.put("f") && d.run(u"chmod 000 f"_s); },
         [](const Disk &d) { return d.run(u"chmod 644 f"_s); },
         {"f"}},
        {"10,000 creates",
         {},
         [](const Disk &d) {
             bool all = true;
             for (int i = 0; i < 10'000; ++i)
                 all = all && d.put("d/burst" + QByteArray::number(i));
             return all;
         },
         [] {
             QByteArrayList paths;
             for (int i = 0; i < 10'000; ++i)
                 paths.append("d/burst" + QByteArray::number(i));
             return paths;
         }(),
         {},
         {},
         true}, // so many that events may be lost
    };
}

static std::vector<WatchCase> directoryCases()
{
    return {
        {"a directory with a file at once",
         {},
         [](const Disk &d) { return d.put("n/a"); },
         {"n/a"},
         [](const Disk &d) { return d.append("n/a"); },
         {"n/a"}},
        {"deep directories with files at once",
         {},
         [](const Disk &d) {
             bool all = true;
             for (int i = 0; i < 200; ++i)
                 all = all && d.put("n" + QByteArray::number(i) + "/a/b/c/file");
             return all;
         },
         [] {
             QByteArrayList paths;
             for (int i = 0; i < 200; ++i)
                 paths.append("n" + QByteArray::number(i) + "/a/b/c/file");
             return paths;
         }(),
         [](const Disk &d) { return d.append("n7/a/b/c/file") && d.put("n199/a/b/new"); },
         {"n7/a/b/c/file", "n199/a/b/new"}},
        {"a tree moved in",
         [](const Disk &d) { return d.put("../outside/t/u/v") && d.put("f"); },
         [](const Disk &d) { return d.move("../outside/t", "t"); },
         {"t/u/v"},
         [](const Disk &d) { return d.append("t/u/v") && d.put("t/u/w"); },
         {"t/u/v", "t/u/w"}},
        {"a tree moved out",
         [](const Disk &d) { return d.put("t/u/v"); },
         [](const Disk &d) { return d.move("t", "../outside/t"); },
         {"t/u/v"},
         [](const Disk &d) { return d.put("t/u/v"); },
         {"t/u/v"}},
        {"a tree moved out and back under another name",
         [](const Disk &d) { return d.put("t/u/v"); },
         [](const Disk &d) { return d.move("t", "../outside/t") && d.move("../outside/t", "s"); },
         {"t/u/v", "s/u/v"},
         [](const Disk &d) { return d.append("s/u/v"); },
         {"s/u/v"}},
        {"a directory renamed",
         [](const Disk &d) { return d.put("t/u/v"); },
         [](const Disk &d) { return d.move("t", "s"); },
         {"t/u/v", "s/u/v"},
         [](const Disk &d) { return d.append("s/u/v") && d.put("s/u/w"); },
         {"s/u/v", "s/u/w"}},
        {"a directory renamed, and another one in its place",
         [](const Disk &d) { return d.put("t/u/v"); },
         [](const Disk &d) { return d.move("t", "s") && d.put("t/u/v"); },
         {"t/u/v", "s/u/v"},
         [](const Disk &d) { return d.append("s/u/v") && d.append("t/u/v"); },
         {"s/u/v", "t/u/v"}},
        {"two directories change places",
         [](const Disk &d) { return d.put("s/a") && d.put("t/b"); },
         [](const Disk &d) { return d.move("s", "x") && d.move("t", "s") && d.move("x", "t"); },
         {"s/a", "s/b", "t/a", "t/b"},
         [](const Disk &d) { return d.append("s/b") && d.put("t/c"); },
         {"s/b", "t/c"}},
        {"a child takes its parent's place",
         [](const Disk &d) { return d.put("s/t/a"); },
         [](const Disk &d) { return d.move("s/t", "t") && d.move("s", "t/s"); },
         {"s/t/a", "t/a"},
         [](const Disk &d) { return d.put("t/s/b"); },
         {"t/s/b"}},
        {"from an ignored directory",
         [](const Disk &d) { return d.put("build/a/b"); },
         [](const Disk &d) { return d.move("build", "src"); },
         {"src/a/b"},
         [](const Disk &d) { return d.append("src/a/b"); },
         {"src/a/b"}},
        {"a tree deleted",
         [](const Disk &d) { return d.put("t/u/v") && d.put("f"); },
         [](const Disk &d) { return d.removeTree("t"); },
         {"t/u/v"},
         [](const Disk &d) { return d.put("t/u/v"); },
         {"t/u/v"}},
        {"a directory becomes a file",
         [](const Disk &d) { return d.put("t/v") && d.put("f"); },
         [](const Disk &d) { return d.removeTree("t") && d.put("t"); },
         {"t/v", "t"},
         [](const Disk &d) { return d.append("t"); },
         {"t"}},
        {"a directory becomes a link",
         [](const Disk &d) { return d.put("t/v") && d.put("f"); },
         [](const Disk &d) { return d.removeTree("t") && d.symlink("d", "t"); },
         {"t/v", "t"}},
        {"ignore rules are edited",
         [](const Disk &d) { return d.put("t/a.log") && d.put("t/s/b"); },
         [](const Disk &d) { return d.put("t/.gitignore", "*.log\ns/\n"); },
         {"t/a.log", "t/s/b"},
         [](const Disk &d) { return d.remove("t/.gitignore"); },
         {"t/a.log", "t/s/b"}},
        {"ignore rules are edited while elsewhere a file is",
         [](const Disk &d) {
             bool all = d.put("t/.gitignore", "*.log\n");
             for (int i = 0; i < 20; ++i)
                 all = all && d.put("e" + QByteArray::number(i) + "/f", "x old");
             return all;
         },
         [](const Disk &d) {
             bool all = true;
             for (int i = 0; i < 20; ++i)
                 all = all && d.put("e" + QByteArray::number(i) + "/f") && d.put("t/.gitignore", "*.o" + QByteArray::number(i));
             return all;
         },
         [] {
             QByteArrayList paths;
             for (int i = 0; i < 20; ++i)
                 paths.append("e" + QByteArray::number(i) + "/f");
             return paths;
         }()},
        {"what was ignored is watched once it is not",
         [](const Disk &d) { return d.put("t/s/b") && d.put(".gitignore", "t/\n"); },
         [](const Disk &d) { return d.put(".gitignore", "\n"); },
         {"t/s/b"},
         [](const Disk &d) { return d.append("t/s/b"); },
         {"t/s/b"},
         true},
        {"the folder deleted and made again",
         {},
         [](const Disk &d) { return d.removeTree("") && d.put("n/a"); },
         {"f", "d/g", "n/a"},
         [](const Disk &d) { return d.append("n/a"); },
         {"n/a"},
         true},
    };
}

std::vector<WatchCase> treeCases()
{
    std::vector<WatchCase> cases = fileCases();
    std::ranges::copy(directoryCases(), std::back_inserter(cases));
    return cases;
}

} // namespace vectray
