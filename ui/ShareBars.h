#pragma once

#include <domain/Folder.h>

#include <QList>
#include <QWidget>

namespace vectray {

/// How the index is divided among the folders: one bar each, the largest first. What it shows is also its
/// accessible description.
class ShareBars : public QWidget
{
    Q_OBJECT

public:
    explicit ShareBars(QWidget *parent = nullptr);

    void setFolders(const QList<Folder> &folders);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Bar
    {
        QString name;
        QString words; ///< "412 files, 2,513 chunks"
        double share = 0; ///< of the largest, 0 … 1

        bool operator==(const Bar &) const = default;
    };

    int rowHeight() const;

    QList<Bar> m_bars;
};

} // namespace vectray
