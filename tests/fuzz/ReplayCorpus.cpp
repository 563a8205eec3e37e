// Runs a target over each file of the directories and files that are named, and then, for so many seconds as
// VECTRAY_FUZZ_SECONDS says, over inputs made of them: what libFuzzer's own main does, for compilers without libFuzzer.
// VECTRAY_FUZZ_SEED repeats a run. The words of --dict FILE are put in, too; the file is as libFuzzer has it.
#include "FuzzTarget.h"
#include "Mutation.h"

#include <QDirIterator>
#include <QElapsedTimer>
#include <QFile>
#include <QRegularExpression>

#include <csignal>
#include <unistd.h>

namespace {

using namespace vectray::fuzz;

QByteArray running; ///< what the target has now, for whoever must tell of it

/// The input as hexadecimal digits, whatever way the target ends: nothing of this allocates.
void tellOfFind(int signal)
{
    constexpr char digits[] = "0123456789abcdef";
    static char line[2 * Mutation::MostBytes + 2];
    std::size_t end = 0;
    for (const char c : running) {
        line[end++] = digits[static_cast<unsigned char>(c) >> 4U];
        line[end++] = digits[static_cast<unsigned char>(c) & 15U];
        if (end + 2 > sizeof line)
            break;
    }
    line[end++] = '\n';
    std::ignore = ::write(STDERR_FILENO, "found, as input for xxd -r -p: ", 31);
    std::ignore = ::write(STDERR_FILENO, line, end);
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

void run(const QByteArray &bytes)
{
    running = bytes;
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t *>(bytes.constData()), std::size_t(bytes.size()));
}

QStringList filesOf(const QString &path)
{
    if (!QFileInfo(path).isDir())
        return {path};
    QStringList files;
    QDirIterator all(path, QDir::Files, QDirIterator::Subdirectories);
    while (all.hasNext())
        files.append(all.next());
    files.sort();
    return files;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        std::fprintf(stderr, "%s cannot be read: %s\n", qPrintable(path), qPrintable(file.errorString()));
        std::exit(1);
    }
    return file.readAll();
}

/// A word in quotes a line, with \xNN, \\ and \".
QByteArrayList wordsOf(const QString &dictionary)
{
    QByteArrayList words;
    for (const QByteArray &line : contentOf(dictionary).split('\n')) {
        if (!line.startsWith('"'))
            continue;
        QByteArray word;
        const QByteArray quoted = line.mid(1, line.lastIndexOf('"') - 1);
        for (qsizetype i = 0; i < quoted.size(); ++i) {
            if (quoted[i] != '\\') {
                word += quoted[i];
            } else if (quoted.mid(i + 1, 1) == "x") {
                word += QByteArray::fromHex(quoted.mid(i + 2, 2));
                i += 3;
            } else {
                word += quoted.mid(++i, 1);
            }
        }
        words.append(word);
    }
    return words;
}

int tryOthers(const QByteArrayList &inputs, const QByteArrayList &words, int seconds)
{
    bool isGiven = false;
    std::uint64_t seed = qEnvironmentVariable("VECTRAY_FUZZ_SEED").toULongLong(&isGiven);
    if (!isGiven)
        seed = std::random_device()();
    std::fprintf(stderr, "VECTRAY_FUZZ_SEED=%llu\n", static_cast<unsigned long long>(seed));
    Mutation mutation(inputs, words, seed);
    QElapsedTimer time;
    time.start();
    int tried = 0;
    for (; time.elapsed() < seconds * 1000; ++tried)
        run(mutation.next());
    return tried;
}

} // namespace

int main(int argc, char **argv)
{
    QByteArrayList inputs;
    QByteArrayList words;
    for (const int signal : {SIGABRT, SIGSEGV, SIGFPE, SIGILL, SIGBUS})
        std::signal(signal, tellOfFind);
    for (int i = 1; i < argc; ++i) {
        if (std::strcmp(argv[i], "--dict") == 0 && i + 1 < argc) {
            words = wordsOf(QFile::decodeName(argv[++i]));
            continue;
        }
        for (const QString &path : filesOf(QFile::decodeName(argv[i]))) {
            inputs.append(contentOf(path));
            std::fprintf(stderr, "%s\n", qPrintable(path)); // the last line names the one that ends the program
            run(inputs.constLast());
        }
    }
    if (inputs.isEmpty())
        return 1; // a corpus that is not found proves nothing
    const int seconds = qEnvironmentVariableIntValue("VECTRAY_FUZZ_SECONDS");
    const int others = seconds > 0 ? tryOthers(inputs, words, seconds) : 0;
    std::printf("%d inputs that are kept, %d made of them\n", int(inputs.size()), others);
    return 0;
}
