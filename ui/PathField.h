#pragma once

#include <QLineEdit>
#include <QWidget>

namespace vectray {

/// Where a folder is chosen: by typing, with completion, or by browsing.
class PathField final : public QWidget
{
    Q_OBJECT

public:
    explicit PathField(QWidget *parent = nullptr);

    /// Cleaned, with "~" as the home directory; as typed otherwise, so it need not be absolute. Empty:
    /// nothing was typed.
    QString path() const;
    void setPath(const QString &path);
    QLineEdit *edit() const { return m_edit; }

    /// Why the folder cannot be taken, as a sentence for people; empty: it can.
    static QString complaintAbout(const QString &path);

Q_SIGNALS:
    void changed();

private:
    void browse();

    QLineEdit *m_edit;
};

} // namespace vectray
