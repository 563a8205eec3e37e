// The desktop part on a backend without an engine, for the tests under a real tray and for pictures.
// Orders are printed as they arrive; lines on the standard input are commands:
//   finish PATH | page N | query TEXT | addform PATH | settings [N] | provider NAME |
//   firstrun [N] | agents | grab FILE | quit | close (the dialogs)
// "grab" waits until the window has come to rest, and then says so.
#include "FakeBackend.h"

#include <ui/ColourScheme.h>
#include <ui/Desktop.h>

#include <QApplication>
#include <QComboBox>
#include <QCommandLineParser>
#include <QDialog>
#include <QListWidget>
#include <QPointer>
#include <QScreen>
#include <QSocketNotifier>
#include <QStyleFactory>
#include <QTextStream>
#include <QTimer>
#include <QWidget>
#include <QWizard>

#include <unistd.h>

#include <random>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

void say(const QString &line)
{
    QTextStream(stdout) << line << Qt::endl;
}

Folder folder(const QString &path, Folder::State state, std::int64_t files)
{
    Folder folder;
    folder.config.key = {path, path.section(u'/', -1), u"main"_s};
    folder.state = state;
    folder.files = files;
    folder.chunks = files * 6 + 41;
    folder.startedAt = QDateTime::currentDateTimeUtc();
    folder.lastSyncAt = QDateTime::currentDateTimeUtc().addSecs(-150);
    return folder;
}

SearchHit hit(const QString &path, int line, const QString &symbol, const QByteArray &text)
{
    SearchHit hit;
    hit.project = hit.dataset = u"vectray"_s;
    hit.relativePath = path;
    hit.filePath = u"/home/ada/src/vectray/"_s + path;
    hit.language = path.endsWith(u".py"_s) ? u"python"_s : path.endsWith(u".md"_s) ? u"markdown"_s : u"cpp"_s;
    hit.symbol = symbol;
    hit.startLine = line;
    hit.endLine = line + int(text.count('\n'));
    hit.text = text;
    return hit;
}

void fillSearch(FakeBackend &backend)
{
    backend.addHit(hit(u"sync/watch/Debouncer.cpp"_s, 18, u"Debouncer::touch"_s,
                       "void Debouncer::touch(const QString &path)\n{\n"
                       "    // a steady stream of saves must not starve the queue\n"
                       "    if (m_pending.isEmpty())\n        m_deadline = m_clock() + 5 * m_quiet;\n"
                       "    m_pending.insert(path);\n    m_timer.start(m_quiet);\n}\n"));
    backend.addHit(hit(u"sync/engine/SyncQueue.cpp"_s, 77, u"SyncQueue::take"_s,
                       "std::optional<Job> SyncQueue::take()\n{\n    const QMutexLocker lock(&m_mutex);\n"
                       "    if (m_queue.empty())\n        return std::nullopt;\n"
                       "    Job job = std::move(m_queue.front()); // oldest of the highest priority\n"
                       "    m_queue.pop_front();\n    return job;\n}\n"));
    backend.addHit(
        hit(u"tools/retry.py"_s, 5, u"retry"_s,
            "def retry(queue, attempts=5):\n    \"\"\"Puts failed work back into the queue.\"\"\"\n"
            "    for job in queue.failed():\n        if job.attempts < attempts:\n"
            "            queue.put(job, delay=0.5 * 2 ** job.attempts)\n"));
    backend.addHit(hit(u"docs/<b>notes</b>.md"_s, 1, u"# Queues"_s,
                       "# Queues\n\nEvery queue is bounded: a producer that is too fast waits.\n"));
}

void fill(FakeBackend &backend, bool calm)
{
    using enum Folder::State;
    backend.put(folder(u"/home/ada/src/vectray"_s, Idle, 412));
    if (calm) {
        backend.put(folder(u"/home/ada/src/django"_s, Idle, 6512));
        return fillSearch(backend);
    }
    Folder django = folder(u"/home/ada/src/django"_s, Syncing, 2650);
    django.progress = 2650;
    django.progressTotal = 6512;
    backend.put(django);
    Folder notes = folder(u"/home/ada/Notes"_s, Idle, 1290);
    notes.problems = 3;
    notes.lastSyncAt = notes.lastSyncAt.addSecs(-3000);
    backend.put(notes);
    Folder usb = folder(u"/media/ada/archive"_s, Unavailable, 48'211);
    usb.health = {WatcherHealth::State::Unavailable,
                  u"The folder is missing, probably because its disk is not connected. Its index is kept."_s,
                  {}};
    usb.lastSyncAt = usb.lastSyncAt.addDays(-2);
    backend.put(usb);
    Folder kernel = folder(u"/home/ada/src/linux"_s, Degraded, 83'017);
    kernel.health = {
        WatcherHealth::State::Degraded,
        u"The system's limit of watched folders is reached: 412 folders are looked at every 30 s."_s,
        u"sudo sysctl fs.inotify.max_user_watches=524288"_s};
    backend.put(kernel);
    Folder old = folder(u"/home/ada/src/old-site"_s, Stopped, 220);
    old.config.enabled = false;
    backend.put(old);

    for (const char *reason :
         {"The file is not readable for you.", "The file kept changing while it was read."})
        backend.addProblem(notes.config.key,
                           {FileProblem::Kind::Failed, u"diary/%1.md"_s.arg(qstrlen(reason)),
                            QString::fromLatin1(reason), notes.lastSyncAt});
    backend.addProblem(notes.config.key,
                       {FileProblem::Kind::Failed, u"evil\n<img src=x>.txt"_s,
                        u"The text is neither UTF-8 nor any other known encoding."_s, notes.lastSyncAt});
    backend.addProblem(
        notes.config.key,
        {FileProblem::Kind::Skipped, u"photos/beach.jpg"_s, u"Binary file."_s, notes.lastSyncAt});
    fillSearch(backend);
}

void tellSomeEvents(FakeBackend &backend)
{
    const QList<Folder> folders = backend.folders();
    backend.tell(WatchStarted{folders.first().config});
    for (const char *path : {"sync/watch/Debouncer.cpp", "sync/watch/Debouncer.h", "README.md"})
        backend.tell(FileChanged{folders.first().config.key,
                                 {FileChange::Kind::Modified, QString::fromLatin1(path), {}}});
    backend.tell(FileChanged{folders.first().config.key,
                             {FileChange::Kind::Moved, u"docs/design.md"_s, u"design.md"_s}});
    SyncStats stats;
    stats.filesModified = 3;
    stats.filesRenamed = 1;
    stats.duration = 184ms;
    backend.tell(SyncFinished{folders.first().config.key, stats, false});
    backend.tell(FileChanged{folders.last().config.key, {FileChange::Kind::Deleted, u"index.php"_s, {}}});
    backend.tell(DeletionHeld{folders.last().config.key, DeletionHeld::Outcome::Confirmed, 184, 220});
}

/// The dialog that is open, or else the window.
QWidget *topmost()
{
    if (QWidget *modal = QApplication::activeModalWidget())
        return modal;
    QWidget *window = nullptr;
    for (QWidget *widget : QApplication::topLevelWidgets()) {
        if (!widget->isVisible() || !widget->isWindow())
            continue;
        if (qobject_cast<QDialog *>(widget))
            return widget;
        if (widget->windowType() == Qt::Window)
            window = widget;
    }
    return window;
}

void grab(const QString &file)
{
    QTimer::singleShot(900ms, qApp, [file] {
        QWidget *top = topmost();
        say(top && top->grab().save(file) ? u"grabbed "_s + file : u"nothing to grab"_s);
    });
}

/// An hour of work, for the dashboard: a first index, and then somebody who saves files.
class Hour
{
public:
    Measurements::Clock clock()
    {
        return [this] { return m_now; };
    }

    void pass(Measurements &measured)
    {
        std::mt19937 random(7); // NOLINT: the same pictures every time
        const auto roll = [&](int sides) { return int(random() % unsigned(sides)); };
        std::int64_t chunks = 0;
        double megabytes = 190;
        for (int step = 0; step < 720; ++step) {
            const bool first = step > 40 && step < 190;
            if (step == 190) {
                measured.record(SyncFinished{.first = true});
                chunks = 0;
            }
            const bool saving = step > 230 && roll(100) < 6;
            const int files = first ? 900 + roll(350) : saving ? 1 + roll(12) : 0;
            for (int i = 0; i < files; ++i)
                measured.record(FileChanged{});
            chunks += files * 6;
            measured.record(SyncProgressed{
                .phase = SyncProgressed::Phase::Indexing,
                .stats = {.chunksAdded = chunks, .chunksEmbedded = chunks * (first ? 93 : 62) / 100}});
            if (saving)
                measured.record(SyncFinished{
                    .stats = {.filesModified = files,
                              .chunksAdded = chunks,
                              .chunksEmbedded = chunks * 9 / 10,
                              .duration = std::chrono::milliseconds(60 + files * 22 + roll(90))}});
            if (saving)
                chunks = 0;
            measured.setWaiting(first ? (190 - step) * 800 : saving ? files : 0);
            megabytes += files * 0.0016;
            measured.setIndexSize(std::int64_t(megabytes * 1e6));
            m_now += Measurements::Step;
            measured.sample();
        }
    }

private:
    Measurements::Instant m_now{std::chrono::hours(1)};
};

void turnTo(const QString &page)
{
    auto *dialog = qobject_cast<QDialog *>(topmost());
    if (auto *pages = dialog ? dialog->findChild<QListWidget *>(u"pages"_s) : nullptr)
        pages->setCurrentRow(page.toInt());
    if (auto *wizard = qobject_cast<QWizard *>(dialog)) {
        for (int i = 0; i < page.toInt(); ++i)
            wizard->setCurrentId(wizard->nextId());
    }
}

/// In the settings, and presses OK.
void chooseProvider(const QString &name, FakeBackend &backend)
{
    backend.cost = {.service = u"api.openai.com"_s,
                    .isPaid = true,
                    .files = 60'231,
                    .tokens = 38'500'000,
                    .pricePerMillion = 0.02,
                    .budget = 5};
    auto *settings = qobject_cast<QDialog *>(topmost());
    auto *providers = settings ? settings->findChild<QComboBox *>(u"embeddingProvider"_s) : nullptr;
    if (!providers)
        return;
    providers->setCurrentIndex(providers->findData(name));
    settings->accept();
}

void obey(const QString &line, Desktop &desktop, FakeBackend &backend)
{
    const QString word = line.section(u' ', 0, 0);
    const QString rest = line.section(u' ', 1);
    if (word == u"finish"_s) {
        for (Folder folder : backend.folders()) {
            if (folder.config.key.path != rest)
                continue;
            folder.lastSyncAt = {};
            backend.put(folder);
            backend.syncNow(folder.config.key);
        }
    } else if (word == u"page"_s) {
        desktop.showPage(Page(rest.toInt()));
    } else if (word == u"query"_s) {
        desktop.search(rest);
    } else if (word == u"addform"_s) {
        desktop.addFolder(rest);
    } else if (word == u"settings"_s) {
        desktop.showSettings();
        turnTo(rest);
    } else if (word == u"firstrun"_s) {
        desktop.showFirstRun();
        turnTo(rest);
    } else if (word == u"provider"_s) {
        chooseProvider(rest, backend);
    } else if (word == u"agents"_s) {
        desktop.showAgents();
    } else if (word == u"close"_s) {
        for (QPointer<QDialog> dialog = qobject_cast<QDialog *>(topmost()); dialog && dialog->close();)
            dialog = qobject_cast<QDialog *>(topmost());
    } else if (word == u"grab"_s) {
        grab(rest);
    } else if (word == u"quit"_s) {
        QCoreApplication::quit();
    }
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"vectray"_s);
    QCoreApplication::setApplicationVersion(u"0.1.0"_s);
    QCommandLineParser parser;
    parser.addOptions({{u"settings"_s, u"INI file"_s, u"file"_s},
                       {u"dark"_s, u"dark colours"_s},
                       {u"calm"_s, u"all folders are fine"_s},
                       {u"background"_s, u"started with the session"_s}});
    parser.process(application);
    QApplication::setStyle(QStyleFactory::create(u"Fusion"_s));
    if (parser.isSet(u"dark"_s))
        QApplication::setPalette(ColourScheme::darkPalette());
    Desktop::prepare(parser.value(u"settings"_s));

    FakeBackend backend;
    QObject::connect(&backend, &FakeBackend::ordered, &application, say);
    fill(backend, parser.isSet(u"calm"_s));
    Hour hour;
    Desktop desktop(backend, {.settingsFile = parser.value(u"settings"_s), .clock = hour.clock()});
    hour.pass(desktop.measurements());
    QObject::connect(&desktop, &Desktop::quitRequested, &application, &QCoreApplication::quit);
    tellSomeEvents(backend);
    desktop.start(parser.isSet(u"background"_s) ? Desktop::Start::WithSession : Desktop::Start::ByHand);

    QSocketNotifier input(STDIN_FILENO, QSocketNotifier::Read);
    QByteArray buffer;
    QObject::connect(&input, &QSocketNotifier::activated, &application, [&] {
        char chunk[512];
        const auto count = read(STDIN_FILENO, chunk, sizeof chunk);
        if (count <= 0)
            return input.setEnabled(false);
        buffer.append(chunk, count);
        for (qsizetype end = buffer.indexOf('\n'); end >= 0; end = buffer.indexOf('\n')) {
            obey(QString::fromUtf8(buffer.first(end)), desktop, backend);
            buffer.remove(0, end + 1);
        }
    });
    say(u"ready"_s);
    return QApplication::exec();
}
