#include "FakeBackend.h"

#include <items/FolderTableModel.h>
#include <ui/SearchPage.h>

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QPainter>
#include <QSignalSpy>
#include <QTest>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

namespace {

SearchHit hit(const QString &name, const QByteArray &text)
{
    SearchHit hit;
    hit.project = u"p"_s;
    hit.relativePath = name;
    hit.filePath = u"/src/"_s + name;
    hit.language = u"cpp"_s;
    hit.startLine = 10;
    hit.text = text;
    return hit;
}

} // namespace

class tst_SearchPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void typingAsksOnceItPauses();
    void anOldAnswerIsDropped();
    void enterOpensAndCopyCopies();
    void filtersNarrowTheQuestion();
    void anEmptyLineEmptiesTheList();
    void resultsAreDrawn();

private:
    QListView *list() const { return m_page->findChild<QListView *>(u"results"_s); }
    QString message() const { return m_page->findChild<QLabel *>(u"message"_s)->text(); }

    std::unique_ptr<FakeBackend> m_backend;
    std::unique_ptr<FolderTableModel> m_folders;
    std::unique_ptr<SearchPage> m_page;
};

void tst_SearchPage::init()
{
    m_page.reset();
    m_backend = std::make_unique<FakeBackend>();
    m_folders = std::make_unique<FolderTableModel>();
    m_page = std::make_unique<SearchPage>(*m_backend, *m_folders);
    m_backend->addHit(hit(u"a.cpp"_s, "int queue;\nint other;\n"));
    m_backend->addHit(hit(u"b.cpp"_s, "// one\n\nvoid take(Queue &queue);\n"));
}

void tst_SearchPage::typingAsksOnceItPauses()
{
    for (const QString &typed : {u"q"_s, u"qu"_s, u"que"_s, u"queue"_s})
        m_page->setQuery(typed);
    QTRY_COMPARE(list()->model()->rowCount(), 2);
    QCOMPARE(m_backend->queries.size(), 1);
    QCOMPARE(m_backend->queries.first().text, u"queue"_s);
    QVERIFY(message().startsWith(u"2 result(s)"_s));
    m_page->setQuery(u"nowhere"_s);
    QTRY_COMPARE(message(), u"Nothing was found."_s);
}

void tst_SearchPage::anOldAnswerIsDropped()
{
    m_backend->holdAnswers();
    m_page->setQuery(u"queue"_s);
    QTRY_COMPARE(m_backend->queries.size(), 1);
    m_page->setQuery(u"take"_s);
    QTRY_COMPARE(m_backend->queries.size(), 2);
    m_backend->releaseAnswers();
    QCOMPARE(list()->model()->rowCount(), 1);
}

void tst_SearchPage::enterOpensAndCopyCopies()
{
    const QSignalSpy opened(m_page.get(), &SearchPage::openRequested);
    m_page->setQuery(u"take"_s);
    QTRY_COMPARE(list()->model()->rowCount(), 1);
    QTest::keyClick(m_page->findChild<QLineEdit *>(u"query"_s), Qt::Key_Return);
    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened.first().at(0).toString(), u"/src/b.cpp"_s);
    QCOMPARE(opened.first().at(1).toInt(), 10);

    list()->actions().first()->trigger();
    QCOMPARE(QApplication::clipboard()->text(), u"/src/b.cpp:10"_s);
    QCOMPARE(list()->actions().first()->shortcut(), QKeySequence(QKeySequence::Copy));
}

void tst_SearchPage::filtersNarrowTheQuestion()
{
    Folder folder;
    folder.config.key = {u"/src"_s, u"p"_s, u"d"_s};
    m_folders->put(folder);
    m_page->setQuery(u" queue "_s);
    m_page->findChild<QLineEdit *>(u"glob"_s)->setText(u"src/**"_s);
    const auto boxes = m_page->findChildren<QComboBox *>();
    boxes.at(0)->setCurrentIndex(1);
    boxes.at(1)->setCurrentText(u"cpp"_s);

    SearchQuery expected;
    expected.text = u"queue"_s;
    expected.project = u"p"_s;
    expected.datasets = {u"d"_s};
    expected.languages = {u"cpp"_s};
    expected.glob = u"src/**"_s;
    expected.topK = SearchPage::Results;
    QCOMPARE(m_page->query(), expected);

    m_folders->remove(folder.config.key);
    QCOMPARE(m_page->query().project, QString());
}

void tst_SearchPage::anEmptyLineEmptiesTheList()
{
    m_page->setQuery(u"queue"_s);
    QTRY_COMPARE(list()->model()->rowCount(), 2);
    m_page->setQuery(u"  "_s);
    QTRY_COMPARE(list()->model()->rowCount(), 0);
    QCOMPARE(m_backend->queries.size(), 1); // nothing was asked
}

void tst_SearchPage::resultsAreDrawn()
{
    m_page->resize(600, 400);
    m_page->setQuery(u"queue"_s);
    QTRY_COMPARE(list()->model()->rowCount(), 2);
    const QImage image = m_page->grab().toImage();
    int marked = 0; // pixels of the colour that marks the words, on the row that is not selected
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor colour = image.pixelColor(x, y);
            marked += colour.red() > 220 && colour.green() > 190 && colour.blue() < 160 ? 1 : 0;
        }
    }
    QVERIFY2(marked > 100, qPrintable(QString::number(marked)));
}

QTEST_MAIN(tst_SearchPage)
#include "tst_SearchPage.moc"
