#include "DashboardPage.h"

#include <items/FolderTableModel.h>
#include <items/FolderWords.h>

#include <QGridLayout>
#include <QLocale>
#include <QScrollArea>
#include <QVBoxLayout>

namespace vectray {

using namespace Qt::Literals::StringLiterals;
using Figure = Measurements::Figure;

namespace {

/// Few digits for small numbers, none after the point for large ones.
QString number(double value)
{
    return QLocale().toString(value, 'f', value < 10 && value > 0 ? 1 : 0);
}

} // namespace

DashboardPage::DashboardPage(const Measurements &measurements, const FolderTableModel &folders,
                             QWidget *parent)
    : QWidget(parent)
    , m_measurements(measurements)
    , m_folders(folders)
    , m_grid(new QGridLayout)
    , m_total(new QLabel(this))
    , m_shares(new ShareBars(this))
{
    makeCharts();
    m_total->setObjectName(u"total"_s);
    m_total->setTextFormat(Qt::PlainText);
    auto *content = new QWidget(this);
    auto *column = new QVBoxLayout(content);
    column->addLayout(m_grid, 1);
    column->addWidget(m_total);
    column->addWidget(m_shares);
    auto *scroll = new QScrollArea(this);
    scroll->setAccessibleName(tr("Dashboard"));
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(scroll);

    const auto refreshIfShown = [this] {
        if (isVisible())
            refresh();
    };
    connect(&m_measurements, &Measurements::sampled, this, refreshIfShown);
    connect(&m_folders, &QAbstractItemModel::dataChanged, this, refreshIfShown);
    connect(&m_folders, &QAbstractItemModel::rowsInserted, this, refreshIfShown);
    connect(&m_folders, &QAbstractItemModel::rowsRemoved, this, refreshIfShown);
}

void DashboardPage::makeCharts()
{
    const auto aSecond = [](double value) { return tr("%1/s").arg(number(value)); };
    const auto seconds = [](double value) {
        return value < 1 ? tr("%1 ms").arg(QLocale().toString(qRound(value * 1000)))
                         : tr("%1 s").arg(number(value));
    };
    const auto percent = [](double value) { return tr("%1 %").arg(QLocale().toString(qRound(value * 100))); };
    const auto bytes = [](double value) { return QLocale().formattedDataSize(qint64(value), 1); };
    addChart(Figure::Files, {tr("Files indexed"), aSecond, QColor(0x0c, 0x9a, 0x8b)});
    addChart(Figure::Chunks, {tr("Chunks added"), aSecond, QColor(0x26, 0x80, 0xeb)});
    addChart(Figure::SyncTime,
             {tr("Time of a sync"), seconds, QColor(0x8b, 0x5c, 0xf6), TimeChart::Shape::Dots});
    addChart(Figure::Waiting, {tr("Changes waiting"), number, QColor(0xd9, 0x77, 0x06)});
    addChart(Figure::Reused,
             {tr("Chunks known before"), percent, QColor(0x5b, 0x8c, 0x2a), TimeChart::Shape::Dots, 10, 1.0});
    addChart(Figure::IndexSize,
             {tr("Size of the index"), bytes, QColor(0xb8, 0x4a, 0x8f), TimeChart::Shape::Line, 1024});
    m_charts[std::size_t(Figure::SyncTime)]->setToolTip(
        tr("The slowest sync of saved files, from reading to stored"));
    m_charts[std::size_t(Figure::Reused)]->setToolTip(
        tr("Chunks that needed no model, because the same text was embedded before"));
}

TimeChart *DashboardPage::addChart(Figure figure, TimeChart::Look look)
{
    const auto index = std::size_t(figure);
    m_charts[index] = new TimeChart(std::move(look), this);
    m_grid->addWidget(m_charts[index], int(index) / 3, int(index) % 3);
    return m_charts[index];
}

void DashboardPage::refresh()
{
    for (std::size_t i = 0; i < m_charts.size(); ++i)
        m_charts[i]->setSeries(m_measurements.series(Figure(i)));
    const QList<Folder> folders = m_folders.folders();
    m_shares->setFolders(folders);

    std::int64_t files = 0;
    std::int64_t chunks = 0;
    for (const Folder &folder : folders) {
        files += folder.files;
        chunks += folder.chunks;
    }
    QString total = tr("In the index: %1, %2").arg(FolderWords::files(files), FolderWords::chunks(chunks));
    if (const auto size = m_measurements.latest(Figure::IndexSize))
        total += u", "_s + QLocale().formattedDataSize(qint64(*size), 1);
    m_total->setText(total);
}

void DashboardPage::showEvent(QShowEvent *event)
{
    refresh();
    QWidget::showEvent(event);
}

} // namespace vectray
