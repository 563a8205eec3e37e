#pragma once

#include "PathField.h"
#include "PreviewLabel.h"

#include <items/FolderOptions.h>

#include <QDialog>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>

namespace vectray {

class Backend;

/// Asks for a folder to be watched, or changes how one is; says what is wrong as it is typed, and what
/// would be indexed. Closes when the backend has agreed.
class FolderForm : public QDialog
{
    Q_OBJECT

public:
    enum class Purpose { Add, Change };

    /// To change a folder, the path, project and dataset of \a options are fixed.
    FolderForm(Backend &backend, Purpose purpose, const FolderOptions &options, QWidget *parent = nullptr);

    FolderOptions options() const;
    /// What keeps the form from being sent; empty: nothing.
    QString complaint() const;

    void accept() override;

private:
    void makeFields(const FolderOptions &options);
    void suggestNames();
    void check();
    void showError(const QString &text);

    Backend &m_backend;
    Purpose m_purpose;
    PathField *m_path = nullptr;
    QLineEdit *m_project = nullptr;
    QLineEdit *m_dataset = nullptr;
    QSpinBox *m_debounce = nullptr;
    QLineEdit *m_include = nullptr;
    QLineEdit *m_exclude = nullptr;
    QLabel *m_message = nullptr; ///< what is wrong
    PreviewLabel *m_preview = nullptr; ///< what would be indexed
    QDialogButtonBox *m_buttons = nullptr;
    bool m_projectTyped = false;
    bool m_sending = false;
};

} // namespace vectray
