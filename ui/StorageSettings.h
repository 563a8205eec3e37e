#pragma once

#include "SettingsPage.h"

#include <domain/Result.h>
#include <items/StorageInfo.h>

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>

namespace vectray {

class Backend;
class StoreCopyPanel;

/// Where the index is, how large, and where it shall be from the next start on: in a file of this machine, or
/// in a team's PostgreSQL. Its password goes into the keyring, at once, and into no file.
class StorageSettings final : public SettingsPage
{
    Q_OBJECT

public:
    /// \a backend must outlive this object.
    StorageSettings(Backend &backend, const QStringList &fixed, QWidget *parent = nullptr);

    QString complaint() const override;

private:
    void makeNow(QFormLayout *form);
    void makeChoice(QFormLayout *form);
    void makePassword(QFormLayout *form);
    void makeTest(QFormLayout *form);
    void makeCopy(QFormLayout *form);
    void show(const Result<StorageInfo> &answer);
    void compact();
    void keepPassword();
    void test();
    void showTrial(const Result<StorageTrial> &trial);
    void showChoice();
    void choose();
    bool isServer() const;
    QString chosenStore() const; ///< as the setting has it
    QString complaintAboutAddress() const;
    QString copyTarget() const; ///< empty: the index stays where it is

    Backend &m_backend;
    StorageInfo m_info; ///< as it is now; no kind: not known yet
    bool m_isFixed = false; ///< by the environment
    QString m_given; ///< the store that was presented
    QLabel *m_kind = nullptr;
    QLabel *m_location = nullptr;
    QLabel *m_size = nullptr;
    QPushButton *m_compact = nullptr;
    QProgressBar *m_progress = nullptr;
    QLabel *m_compacted = nullptr;
    QComboBox *m_place = nullptr;
    QLineEdit *m_address = nullptr;
    QLineEdit *m_password = nullptr;
    QPushButton *m_keep = nullptr;
    QPushButton *m_test = nullptr;
    QLabel *m_answer = nullptr;
    StoreCopyPanel *m_copy = nullptr;
};

} // namespace vectray
