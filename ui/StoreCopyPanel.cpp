#include "StoreCopyPanel.h"

#include <items/Backend.h>
#include <items/FolderWords.h>
#include <items/PlainText.h>

#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>
#include <limits>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

int clamped(std::int64_t count)
{
    return int(std::min<std::int64_t>(count, std::numeric_limits<int>::max()));
}

} // namespace

StoreCopyPanel::StoreCopyPanel(Backend &backend, QWidget *parent) : QWidget(parent), m_backend(backend)
{
    auto *sentence =
        new QLabel(tr("There the index is made anew from the folders, unless you take it along."), this);
    m_answer = new QLabel(this);
    m_answer->setObjectName(u"copied"_s);
    for (QLabel *label : {sentence, m_answer}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_copy = new QPushButton(tr("Copy the in&dex there"), this);
    m_copy->setObjectName(u"copy"_s);
    m_progress = new QProgressBar(this);
    m_progress->setObjectName(u"copying"_s);
    m_progress->setAccessibleName(tr("Copy of the index"));
    m_stop = new QPushButton(tr("&Stop copying"), this);
    m_stop->setObjectName(u"stop"_s);
    auto *row = new QHBoxLayout;
    row->addWidget(m_copy);
    row->addWidget(m_progress, 1);
    row->addWidget(m_stop);
    row->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(sentence);
    layout->addLayout(row);
    layout->addWidget(m_answer);
    connect(m_copy, &QPushButton::clicked, this, &StoreCopyPanel::copy);
    connect(m_stop, &QPushButton::clicked, this, [this] { m_backend.stopStorageCopy(); });
    connect(&m_backend, &Backend::storageCopyProgressed, this, &StoreCopyPanel::showProgress);
    setBusy(false);
}

StoreCopyPanel::~StoreCopyPanel()
{
    if (m_busy)
        m_backend.stopStorageCopy();
}

void StoreCopyPanel::setTarget(const QString &store, const QByteArray &password)
{
    if (store != m_store && !m_busy)
        m_answer->clear();
    m_store = store;
    m_password = password;
    setVisible(m_busy || !m_store.isEmpty());
}

void StoreCopyPanel::copy()
{
    m_progress->setRange(0, 0);
    m_answer->setText(tr("Indexing rests while the index is copied. It can be searched."));
    setBusy(true);
    m_backend.copyStorage(m_store, m_password, this,
                          [this](const Result<StorageCopied> &answer) { showEnd(answer); });
}

void StoreCopyPanel::showProgress(const StorageCopyProgress &progress)
{
    if (!m_busy)
        return;
    m_progress->setRange(0, std::max(1, clamped(progress.total)));
    m_progress->setValue(clamped(progress.files));
    //: %v and %m are numbers of files; both stay as they are
    m_progress->setFormat(progress.isComparing ? tr("Compared: %v of %m files")
                                               : tr("Copied: %v of %m files"));
}

void StoreCopyPanel::showEnd(const Result<StorageCopied> &answer)
{
    setBusy(false);
    if (answer)
        m_answer->setText(
            tr("%1 with %2 are in both places now, compared and equal. Press OK and start Vectray again: it "
               "goes on there.")
                .arg(FolderWords::files(answer->files), FolderWords::chunks(answer->chunks)));
    else if (answer.error().kind == Error::Kind::Cancelled)
        m_answer->setText(tr("Stopped. Another copy goes on where this one was."));
    else
        m_answer->setText(oneLine(answer.error().message));
}

void StoreCopyPanel::setBusy(bool busy)
{
    m_busy = busy;
    m_copy->setVisible(!busy);
    m_progress->setVisible(busy);
    m_stop->setVisible(busy);
    setVisible(m_busy || !m_store.isEmpty());
    Q_EMIT busyChanged();
}

} // namespace vectray
