#include "Language.h"

#include <QByteArrayList>

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

namespace vectray {

namespace {

struct Entry
{
    std::string_view key; // lower-case; tables are sorted by it
    std::string_view language;
};

constexpr Entry Extensions[] = {
    {"adoc", "asciidoc"},
    {"asm", "assembly"},
    {"awk", "awk"},
    {"bash", "bash"},
    {"bats", "bash"},
    {"bzl", "python"},
    {"c", "c"},
    {"c++", "cpp"},
    {"cc", "cpp"},
    {"cjs", "javascript"},
    {"clj", "clojure"},
    {"cljs", "clojure"},
    {"cmake", "cmake"},
    {"cpp", "cpp"},
    {"cs", "csharp"},
    {"csproj", "xml"},
    {"css", "css"},
    {"csv", "csv"},
    {"csx", "csharp"},
    {"cts", "typescript"},
    {"cu", "cpp"},
    {"cuh", "cpp"},
    {"cxx", "cpp"},
    {"d", "d"},
    {"dart", "dart"},
    {"diff", "diff"},
    {"ebuild", "bash"},
    {"el", "lisp"},
    {"erl", "erlang"},
    {"ex", "elixir"},
    {"exs", "elixir"},
    {"f90", "fortran"},
    {"fs", "fsharp"},
    {"gemspec", "ruby"},
    {"geojson", "json"},
    {"go", "go"},
    {"gql", "graphql"},
    {"gradle", "groovy"},
    {"graphql", "graphql"},
    {"groovy", "groovy"},
    {"h++", "cpp"},
    {"hh", "cpp"},
    {"hpp", "cpp"},
    {"hrl", "erlang"},
    {"hs", "haskell"},
    {"htm", "html"},
    {"html", "html"},
    {"hxx", "cpp"},
    {"ini", "ini"},
    {"inl", "cpp"},
    {"ino", "cpp"},
    {"ipp", "cpp"},
    {"ipynb", "json"},
    {"java", "java"},
    {"jl", "julia"},
    {"js", "javascript"},
    {"json", "json"},
    {"json5", "json"},
    {"jsonc", "json"},
    {"jsonl", "json"},
    {"jsx", "javascript"},
    {"ksh", "bash"},
    {"kt", "kotlin"},
    {"kts", "kotlin"},
    {"less", "less"},
    {"lisp", "lisp"},
    {"lua", "lua"},
    {"m", "objc"},
    {"markdown", "markdown"},
    {"md", "markdown"},
    {"mdown", "markdown"},
    {"mdx", "markdown"},
    {"mjs", "javascript"},
    {"mk", "make"},
    {"ml", "ocaml"},
    {"mli", "ocaml"},
    {"mm", "objc"},
    {"mts", "typescript"},
    {"nim", "nim"},
    {"nix", "nix"},
    {"org", "org"},
    {"pas", "pascal"},
    {"patch", "diff"},
    {"php", "php"},
    {"phtml", "php"},
    {"pl", "perl"},
    {"plist", "xml"},
    {"pm", "perl"},
    {"pri", "qmake"},
    {"pro", "qmake"},
    {"properties", "ini"},
    {"proto", "protobuf"},
    {"ps1", "powershell"},
    {"py", "python"},
    {"pyi", "python"},
    {"pyw", "python"},
    {"qml", "qml"},
    {"qrc", "xml"},
    {"r", "r"},
    {"rake", "ruby"},
    {"rb", "ruby"},
    {"rs", "rust"},
    {"rst", "rst"},
    {"ru", "ruby"},
    {"s", "assembly"},
    {"sass", "sass"},
    {"sbt", "scala"},
    {"sc", "scala"},
    {"scala", "scala"},
    {"scss", "scss"},
    {"sh", "bash"},
    {"sol", "solidity"},
    {"sql", "sql"},
    {"svelte", "svelte"},
    {"svg", "xml"},
    {"swift", "swift"},
    {"tcl", "tcl"},
    {"tex", "tex"},
    {"tf", "terraform"},
    {"tfvars", "terraform"},
    {"toml", "toml"},
    {"tpp", "cpp"},
    {"ts", "typescript"},
    {"tsv", "csv"},
    {"tsx", "tsx"},
    {"txt", "text"},
    {"ui", "xml"},
    {"vb", "vb"},
    {"vim", "vim"},
    {"vue", "vue"},
    {"webmanifest", "json"},
    {"xhtml", "html"},
    {"xml", "xml"},
    {"xsd", "xml"},
    {"xsl", "xml"},
    {"xslt", "xml"},
    {"yaml", "yaml"},
    {"yml", "yaml"},
    {"zig", "zig"},
    {"zsh", "bash"},
};

constexpr Entry FileNames[] = {
    {".bash_aliases", "bash"},    {".bash_profile", "bash"},   {".bashrc", "bash"},
    {".clang-format", "yaml"},    {".clang-tidy", "yaml"},     {".editorconfig", "ini"},
    {".eslintrc", "json"},        {".gitconfig", "ini"},       {".profile", "bash"},
    {".zshrc", "bash"},           {"apkbuild", "bash"},        {"build.bazel", "python"},
    {"cargo.lock", "toml"},       {"cmakelists.txt", "cmake"}, {"containerfile", "dockerfile"},
    {"dockerfile", "dockerfile"}, {"gemfile", "ruby"},         {"gnumakefile", "make"},
    {"go.mod", "go-mod"},         {"jenkinsfile", "groovy"},   {"makefile", "make"},
    {"meson.build", "meson"},     {"pipfile", "toml"},         {"pkgbuild", "bash"},
    {"podfile", "ruby"},          {"poetry.lock", "toml"},     {"rakefile", "ruby"},
    {"vagrantfile", "ruby"},
};

constexpr Entry Interpreters[] = {
    {"ash", "bash"},           {"awk", "awk"},        {"bash", "bash"},
    {"bun", "typescript"},     {"dash", "bash"},      {"deno", "typescript"},
    {"gawk", "awk"},           {"ksh", "bash"},       {"lua", "lua"},
    {"luajit", "lua"},         {"make", "make"},      {"node", "javascript"},
    {"nodejs", "javascript"},  {"perl", "perl"},      {"php", "php"},
    {"pypy", "python"},        {"python", "python"},  {"rscript", "r"},
    {"ruby", "ruby"},          {"sh", "bash"},        {"tclsh", "tcl"},
    {"ts-node", "typescript"}, {"tsx", "typescript"}, {"zsh", "bash"},
};

constexpr bool isSorted(std::span<const Entry> table)
{
    return std::is_sorted(table.begin(), table.end(),
                          [](const Entry &a, const Entry &b) { return a.key < b.key; });
}

static_assert(isSorted(Extensions) && isSorted(FileNames) && isSorted(Interpreters));

std::string_view lookUp(std::span<const Entry> table, std::string_view key)
{
    const auto found = std::lower_bound(table.begin(), table.end(), key,
                                        [](const Entry &entry, std::string_view k) { return entry.key < k; });
    return found != table.end() && found->key == key ? found->language : std::string_view();
}

std::string_view viewOf(const QByteArray &bytes)
{
    return {bytes.constData(), std::size_t(bytes.size())};
}

// What begins a line in C++ but never in C. Comments may say anything, so lines in them are passed over.
bool looksLikeCpp(QByteArrayView head)
{
    constexpr std::array starts{"class ",     "namespace ", "namespace{", "template<", "template <",
                                "public:",    "private:",   "protected:", "using ",    "virtual ",
                                "constexpr ", "explicit ",  "friend "};
    constexpr std::array parts{"std::",       " noexcept",  "nullptr",    " = delete;",
                               " = default;", " override;", "enum class "};
    while (!head.isEmpty()) {
        const qsizetype newline = head.indexOf('\n');
        const QByteArrayView line = (newline < 0 ? head : head.first(newline)).trimmed();
        head = newline < 0 ? QByteArrayView() : head.sliced(newline + 1);
        if (line.startsWith("//") || line.startsWith("/*") || line.startsWith('*'))
            continue;
        if (std::any_of(starts.begin(), starts.end(),
                        [line](const char *word) { return line.startsWith(word); })
            || std::any_of(parts.begin(), parts.end(),
                           [line](const char *word) { return line.contains(word); }))
            return true;
    }
    return false;
}

// "#!/usr/bin/env -S python3.11 -u" → "python"
QByteArray interpreterOf(QByteArrayView head)
{
    const qsizetype newline = head.indexOf('\n');
    const QList<QByteArray> words =
        head.sliced(2, (newline < 0 ? std::min<qsizetype>(head.size(), 256) : newline) - 2)
            .toByteArray()
            .simplified()
            .split(' ');
    for (const QByteArray &word : words) {
        QByteArray name = word.mid(word.lastIndexOf('/') + 1).toLower();
        if (name == "env" || name.startsWith('-') || name.contains('='))
            continue;
        while (!name.isEmpty() && (name.back() == '.' || (name.back() >= '0' && name.back() <= '9')))
            name.chop(1);
        return name;
    }
    return {};
}

std::string_view byContent(QByteArrayView head)
{
    if (head.startsWith("\xef\xbb\xbf"))
        head = head.sliced(3);
    if (head.startsWith("#!"))
        return lookUp(Interpreters, viewOf(interpreterOf(head)));
    if (head.startsWith("<?php"))
        return "php";
    if (head.startsWith("<?xml"))
        return "xml";
    const QByteArray start =
        head.first(std::min<qsizetype>(head.size(), 64)).toByteArray().trimmed().toLower();
    return start.startsWith("<!doctype html") || start.startsWith("<html") ? "html" : std::string_view();
}

std::string_view byName(const QString &path, QByteArrayView head)
{
    const QByteArray name = path.mid(path.lastIndexOf(u'/') + 1).toLower().toUtf8();
    if (const std::string_view language = lookUp(FileNames, viewOf(name)); !language.empty())
        return language;
    if (name.startsWith("dockerfile.") || name.endsWith(".dockerfile"))
        return "dockerfile";
    const qsizetype dot = name.lastIndexOf('.');
    if (dot < 0)
        return {};
    const QByteArray extension = name.mid(dot + 1);
    if (extension == "h")
        return looksLikeCpp(head) ? "cpp" : "c";
    return lookUp(Extensions, viewOf(extension));
}

} // namespace

QString languageOf(const QString &path, QByteArrayView head)
{
    std::string_view language = byName(path, head);
    if (language.empty())
        language = byContent(head);
    return language.empty() ? QStringLiteral("text")
                            : QString::fromLatin1(language.data(), qsizetype(language.size()));
}

} // namespace vectray
