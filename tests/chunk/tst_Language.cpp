#include <chunk/Language.h>

#include <QTest>

using namespace vectray;

class TestLanguage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isToldByNameThenContent_data();
    void isToldByNameThenContent();
};

void TestLanguage::isToldByNameThenContent_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QString>("language");

    const auto byName = [](const char *path, const char *language) {
        QTest::newRow(path) << QString::fromLatin1(path) << QByteArray() << QString::fromLatin1(language);
    };
    byName("a/b.py", "python");
    byName("a.pyi", "python");
    byName("a.js", "javascript");
    byName("a.jsx", "javascript");
    byName("a.mjs", "javascript");
    byName("a.ts", "typescript");
    byName("a.d.ts", "typescript");
    byName("a.tsx", "tsx");
    byName("a.c", "c");
    byName("A.CPP", "cpp");
    byName("a.hpp", "cpp");
    byName("a.c++", "cpp");
    byName("a.go", "go");
    byName("a.rs", "rust");
    byName("A.java", "java");
    byName("A.cs", "csharp");
    byName("a.rb", "ruby");
    byName("a.php", "php");
    byName("a.sh", "bash");
    byName("a.json", "json");
    byName("a.yaml", "yaml");
    byName("a.yml", "yaml");
    byName("a.toml", "toml");
    byName("a.html", "html");
    byName("a.css", "css");
    byName("README.md", "markdown");
    byName("a.lua", "lua");
    byName("a.scala", "scala");
    byName("a.kt", "kotlin");
    byName("build.gradle.kts", "kotlin");
    byName("a.sql", "sql");
    byName("a.svg", "xml");
    byName("a.txt", "text");
    byName("Gemfile", "ruby");
    byName("sub.dir/Makefile", "make");
    byName("CMakeLists.txt", "cmake");
    byName("Cargo.lock", "toml");
    byName("Dockerfile.dev", "dockerfile");
    byName(".bashrc", "bash");
    byName("LICENSE", "text");
    byName("a.unheard-of", "text");
    byName("dir.py/file", "text");
    byName("", "text");
    byName(".", "text");

    const auto byContent = [](const char *name, const char *path, const QByteArray &head, const char *language) {
        QTest::newRow(name) << QString::fromLatin1(path) << head << QString::fromLatin1(language);
    };
    byContent("shebang", "run", "#!/bin/sh\necho", "bash");
    byContent("shebang through env", "run", "#!/usr/bin/env python3\n", "python");
    byContent("shebang with version", "run", "#!/usr/bin/python3.11 -u\n", "python");
    byContent("shebang with options of env", "run", "#! /usr/bin/env -S A=1 node --harmony\n", "javascript");
    byContent("shebang after a byte order mark", "run", "\xef\xbb\xbf#!/usr/bin/ruby\n", "ruby");
    byContent("shebang and nothing else", "run", "#!", "text");
    byContent("shebang of an unknown program", "run", "#!/opt/frobnicate\n", "text");
    byContent("the name goes before the shebang", "a.lua", "#!/bin/sh\n", "lua");
    byContent("XML declaration", "file", "<?xml version=\"1.0\"?>", "xml");
    byContent("PHP tag", "file", "<?php echo 1;", "php");
    byContent("HTML", "file", "\n<!DOCTYPE HTML>\n", "html");
    byContent("header of C", "a.h", "/* This class of things\n * class X {} */\nstruct x { int a; };\n", "c");
    byContent("header of C for both", "a.h", "#ifdef __cplusplus\nextern \"C\" {\n#endif\nint f(void);\n", "c");
    byContent("header of C++ with a class", "a.h", "#pragma once\nclass X {\n};\n", "cpp");
    byContent("header of C++ with a namespace", "a.h", "namespace a {\nint f();\n}\n", "cpp");
    byContent("header of C++ with std", "a.h", "inline std::string f();\n", "cpp");
    byContent("empty header", "a.h", "", "c");
}

void TestLanguage::isToldByNameThenContent()
{
    QFETCH(QString, path);
    QFETCH(QByteArray, head);
    QTEST(languageOf(path, head), "language");
}

QTEST_APPLESS_MAIN(TestLanguage)
#include "tst_Language.moc"
