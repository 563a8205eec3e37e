#include "FakeBackend.h"

#include <ui/FolderForm.h>

#include <QFile>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

QString text(const QWidget &form, const QString &label)
{
    return form.findChild<QLabel *>(label)->text();
}

void type(const QWidget &form, const QString &field, const QString &text)
{
    form.findChild<QLineEdit *>(field)->setText(text);
}

bool canSend(const QWidget &form)
{
    return form.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok)->isEnabled();
}

} // namespace

class tst_FolderForm : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrongIsSaidAtOnce_data();
    void whatIsWrongIsSaidAtOnce();
    void theFolderNamesItsProject();
    void allFieldsArrive();
    void globsAreSplitOutsideOfBraces();
    void aRefusalStaysInTheForm();
    void aPreviewSaysWhatWouldHappen();
    void aPreviewSaysThatNobodyKnowsHowLongAServiceTakes();
    void aChangeKeepsTheFolder();

private:
    QTemporaryDir m_dir;
    FakeBackend m_backend;
};

void tst_FolderForm::whatIsWrongIsSaidAtOnce_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("project");
    QTest::addColumn<QString>("message");

    QFile file(m_dir.filePath(u"file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QTest::newRow("nothing typed yet") << QString() << u"p"_s << QString();
    QTest::newRow("relative") << u"src"_s << u"p"_s << u"The path has to begin with a slash."_s;
    QTest::newRow("missing") << m_dir.filePath(u"gone"_s) << u"p"_s << u"There is no such folder."_s;
    QTest::newRow("a file") << file.fileName() << u"p"_s << u"This is a file, not a folder."_s;
    QTest::newRow("no project")
        << m_dir.path() << u" "_s
        << u"The project needs a name without slashes, of at most 200 character(s)."_s;
    QTest::newRow("slash in project")
        << m_dir.path() << u"a/b"_s
        << u"The project needs a name without slashes, of at most 200 character(s)."_s;
    QTest::newRow("control character")
        << m_dir.path() << u"a\x07"_s
        << u"The project needs a name without slashes, of at most 200 character(s)."_s;
    QTest::newRow("long") << m_dir.path() << QString(300, u'x')
                          << u"The project needs a name without slashes, of at most 200 character(s)."_s;
    QTest::newRow("fine") << m_dir.path() << u"It's \"quoted\""_s << QString();
}

void tst_FolderForm::whatIsWrongIsSaidAtOnce()
{
    QFETCH(const QString, path);
    QFETCH(const QString, project);
    QFETCH(const QString, message);
    FolderForm form(m_backend, FolderForm::Purpose::Add, {});
    type(form, u"path"_s, path);
    type(form, u"project"_s, project);

    QCOMPARE(text(form, u"message"_s), message);
    QCOMPARE(canSend(form), message.isEmpty() && !path.isEmpty());
    const auto asked = m_backend.orders.size();
    if (!canSend(form)) {
        form.accept();
        QCOMPARE(m_backend.orders.size(), asked);
    }
}

void tst_FolderForm::theFolderNamesItsProject()
{
    FolderForm form(m_backend, FolderForm::Purpose::Add, {});
    type(form, u"path"_s, u"/srv/website"_s);
    QCOMPARE(form.options().key.project, u"website"_s);
    type(form, u"path"_s, u"/srv/shop/"_s);
    QCOMPARE(form.options().key.project, u"shop"_s);
    QCOMPARE(form.options().key.path, u"/srv/shop"_s);

    FolderForm given(m_backend, FolderForm::Purpose::Add,
                     {.key = {{}, u"mine"_s, {}}, .include = {}, .exclude = {}});
    type(given, u"path"_s, u"/srv/website"_s);
    QCOMPARE(given.options().key.project, u"mine"_s);
}

void tst_FolderForm::allFieldsArrive()
{
    FolderForm form(m_backend, FolderForm::Purpose::Add, {});
    const QSignalSpy accepted(&form, &QDialog::accepted);
    type(form, u"path"_s, m_dir.path());
    type(form, u"project"_s, u"p"_s);
    type(form, u"dataset"_s, u"d"_s);
    type(form, u"exclude"_s, u"*.log"_s);
    form.findChild<QSpinBox *>(u"debounce"_s)->setValue(500);
    QCOMPARE(form.options(), (FolderOptions{{m_dir.path(), u"p"_s, u"d"_s}, 500ms, {}, {u"*.log"_s}}));

    form.accept();
    form.accept(); // a second click while the first is on its way
    QTRY_COMPARE(accepted.size(), 1);
    QCOMPARE(m_backend.orders.filter(u"add "_s + m_dir.path()).size(), 1);
}

void tst_FolderForm::globsAreSplitOutsideOfBraces()
{
    FolderForm form(m_backend, FolderForm::Purpose::Add, {});
    type(form, u"include"_s, u" *.{c,h}, docs/**  *.md,"_s);
    QCOMPARE(form.options().include, (QStringList{u"*.{c,h}"_s, u"docs/**"_s, u"*.md"_s}));
}

void tst_FolderForm::aRefusalStaysInTheForm()
{
    FakeBackend backend;
    backend.refuse(u"This folder is inside <b>another</b> one."_s);
    FolderForm form(backend, FolderForm::Purpose::Add, {});
    const QSignalSpy finished(&form, &QDialog::finished);
    type(form, u"path"_s, m_dir.path());
    type(form, u"project"_s, u"p"_s);
    form.accept();
    QTRY_COMPARE(text(form, u"message"_s), u"This folder is inside <b>another</b> one."_s);
    QCOMPARE(form.findChild<QLabel *>(u"message"_s)->textFormat(), Qt::PlainText);
    QVERIFY(canSend(form));
    QCOMPARE(finished.size(), 0);
}

void tst_FolderForm::aPreviewSaysWhatWouldHappen()
{
    FolderForm form(m_backend, FolderForm::Purpose::Add, {});
    type(form, u"path"_s, m_dir.path());
    type(form, u"project"_s, u"p"_s);
    QTRY_VERIFY(text(form, u"preview"_s).startsWith(u"1,234 file(s) ("_s));
    type(form, u"path"_s, u"/gone"_s);
    QVERIFY(text(form, u"preview"_s).isEmpty());
}

void tst_FolderForm::aPreviewSaysThatNobodyKnowsHowLongAServiceTakes()
{
    FakeBackend backend;
    backend.previewTime = std::nullopt;
    FolderForm form(backend, FolderForm::Purpose::Add, {});
    type(form, u"path"_s, m_dir.path());
    type(form, u"project"_s, u"p"_s);
    QTRY_VERIFY(text(form, u"preview"_s).contains(u"depends on the embedding service"_s));
}

void tst_FolderForm::aChangeKeepsTheFolder()
{
    FakeBackend backend;
    Folder folder;
    folder.config.key = {u"/gone/for/now"_s, u"p"_s, u"d"_s};
    backend.put(folder);
    FolderForm form(backend, FolderForm::Purpose::Change, {folder.config.key, 2000ms, {u"*.c"_s}, {}});
    const QSignalSpy accepted(&form, &QDialog::accepted);
    QVERIFY(!form.findChild<QLineEdit *>(u"path"_s)->isEnabled());
    type(form, u"include"_s, u"*.h"_s);
    form.accept();
    QTRY_COMPARE(accepted.size(), 1);
    QCOMPARE(backend.folders().first().config.include, QStringList{u"*.h"_s});
    QCOMPARE(backend.folders().first().config.key, folder.config.key);
}

QTEST_MAIN(tst_FolderForm)
#include "tst_FolderForm.moc"
