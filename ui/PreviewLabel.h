#pragma once

#include <domain/Result.h>
#include <items/FolderOptions.h>

#include <QLabel>
#include <QTimer>

namespace vectray {

class Backend;

/// Says what would be indexed of a folder, a moment after it was last asked.
class PreviewLabel final : public QLabel
{
    Q_OBJECT

public:
    /// \a backend must outlive this object.
    explicit PreviewLabel(Backend &backend, QWidget *parent = nullptr);

    /// Forgets earlier questions.
    void ask(const FolderOptions &options);
    void forget();

private:
    void send();
    void show(const FolderPreview &preview);
    static QString summary(const FolderPreview &preview);

    Backend &m_backend;
    FolderOptions m_options;
    QTimer m_soon;
    int m_asked = 0; ///< an answer to an older question is dropped
};

} // namespace vectray
