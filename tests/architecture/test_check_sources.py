"""check_sources.py must find each kind of fault, and must not cry wolf."""
import pathlib
import tempfile
import unittest

import check_sources

# file, its text, what is to be said of it (None: nothing)
TABLE = (
    ("sync/watch/A.cpp", '#include "B.h"\n#include <store/X.h>\n#include <QFile>\n', None),
    ("sync/watch/A.cpp", '#include "../store/X.h"\n', "leads out"),
    ("sync/watch/A.cpp", '#  include "sub/X.h"\n', "leads out"),
    ("sync/watch/A.cpp", "#include <QtCore/QFile>\n", "names a Qt module"),
    ("sync/watch/A.cpp", "#include <QtEndian>\n", None),
    ("sync/base/A.cpp", "#include <openssl/evp.h>\n", None),
    ("sync/detect/A.cpp", "#include <openssl/evp.h>\n", "sync/base/ only"),
    ("sync/store/A.cpp", "#include <sqlite3.h>\n#include <libpq-fe.h>\n", None),
    ("sync/engine/A.cpp", "#include <sqlite3.h>\n", "sync/store/ only"),
    ("app/A.cpp", "#include <postgresql/libpq-fe.h>\n", "sync/store/ only"),
    ("sync/watch/A.cpp", "#include <tree_sitter/api.h>\n", "sync/chunk/ only"),
    ("ui/A.cpp", "#include <boost/beast.hpp>\n", "app/http/ only"),
    ("app/http/A.cpp", "#include <boost/beast.hpp>\n", None),
    ("app/http/A.cpp", "#include <CLI/App.hpp>\n", "app/cli/ only"),
    ("models/domain/A.h", "struct A {};\n", "no #pragma once"),
    ("models/domain/A.h", "#pragma once\nstruct A {};\n", None),
    ("sync/watch/A.cpp", "auto *a = new A;\n", "a new that nobody owns"),
    ("sync/watch/A.cpp", "auto *a = new (std::nothrow) A;\n", "a new that nobody owns"),
    ("sync/watch/A.cpp", "std::unique_ptr<A> a(new A(1));\n", None),
    ("sync/watch/A.cpp", "auto *timer = new QTimer(this);\n", None),
    ("sync/watch/A.cpp", "// a new one\n/* new\nnew thing */ const char *s = \"new x\";\n", None),
    ("sync/watch/A.cpp", "const auto s = R\"(a \" new b)\";\n", None),
    ("sync/watch/A.cpp", "int renew(int newest);\n", None),
    ("sync/watch/A.cpp", "A(const A &) = delete;\n", None),
    ("sync/watch/A.cpp", "delete m_a;\n", "a delete"),
    ("sync/watch/A.cpp", "delete[] m_a;\n", "a delete"),
    ("ui/A.cpp", "layout->addWidget(new QLabel(text));\n", None),
    ("tests/watch/tst_A.cpp", "QTest::qWait(100);\n", "a test that sleeps"),
    ("tests/watch/tst_A.cpp", "std::this_thread::sleep_for(1ms);\n", "a test that sleeps"),
    ("tests/watch/tst_A.cpp", "QTRY_COMPARE(a, b); // no qWait(100)\n", None),
    ("sync/watch/A.cpp", "\n" * 400, None),
    ("sync/watch/A.cpp", "\n" * 401, "more than 400 lines"),
    ("bench/a.py", "\n" * 401, "more than 400 lines"),
    ("tests/architecture/a.py", "\n" * 600, None),
    ("tests/architecture/a.py", "\n" * 601, "more than 600 lines"),
)


class CheckSources(unittest.TestCase):
    def test_table(self):
        for path, text, expected in TABLE:
            with self.subTest(path=path, text=text[:60]), tempfile.TemporaryDirectory() as name:
                file = pathlib.Path(name) / path
                file.parent.mkdir(parents=True)
                file.write_text(text, encoding="utf-8")
                found, read = check_sources.faults(pathlib.Path(name))
                self.assertEqual(read, 1)
                if expected is None:
                    self.assertEqual(found, [])
                else:
                    self.assertEqual(len(found), 1, found)
                    self.assertIn(expected, found[0])


unittest.main()
