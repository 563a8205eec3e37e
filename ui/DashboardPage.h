#pragma once

#include "ShareBars.h"
#include "TimeChart.h"

#include <QLabel>
#include <QWidget>

#include <array>

class QGridLayout;

namespace vectray {

class FolderTableModel;

/// What the program is doing and has done within the last hour, in six charts, and how the index is divided
/// among the folders. Draws nothing while it is not shown.
class DashboardPage : public QWidget
{
    Q_OBJECT

public:
    /// Both must outlive this object.
    DashboardPage(const Measurements &measurements, const FolderTableModel &folders,
                  QWidget *parent = nullptr);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void makeCharts();
    TimeChart *addChart(Measurements::Figure figure, TimeChart::Look look);
    void refresh();

    const Measurements &m_measurements;
    const FolderTableModel &m_folders;
    std::array<TimeChart *, Measurements::FigureCount> m_charts{};
    QGridLayout *m_grid;
    QLabel *m_total;
    ShareBars *m_shares;
};

} // namespace vectray
