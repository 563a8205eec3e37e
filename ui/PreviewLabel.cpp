#include "PreviewLabel.h"

#include "CostQuestion.h"

#include <items/Backend.h>
#include <items/FolderWords.h>
#include <items/PlainText.h>

#include <QLocale>

#include <algorithm>

namespace vectray {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qsizetype MostExamples = 6;

} // namespace

PreviewLabel::PreviewLabel(Backend &backend, QWidget *parent) : QLabel(parent), m_backend(backend)
{
    setObjectName(u"preview"_s);
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    m_soon.setSingleShot(true);
    m_soon.setInterval(400ms);
    connect(&m_soon, &QTimer::timeout, this, &PreviewLabel::send);
}

void PreviewLabel::ask(const FolderOptions &options)
{
    forget();
    m_options = options;
    m_soon.start();
}

void PreviewLabel::forget()
{
    ++m_asked;
    m_soon.stop();
    clear();
    setToolTip({});
}

void PreviewLabel::send()
{
    setText(tr("Looking what is in it…"));
    m_backend.preview(m_options, this, [this, asked = ++m_asked](const Result<FolderPreview> &answer) {
        if (asked != m_asked)
            return;
        if (answer)
            show(*answer);
        else
            clear(); // a courtesy: its failure is no reason not to add the folder
    });
}

QString PreviewLabel::summary(const FolderPreview &preview)
{
    const QString files = FolderWords::files(preview.files);
    const QString size = QLocale().formattedDataSize(preview.bytes);
    const QString skipped = FolderWords::files(preview.skipped);
    if (!preview.duration)
        return tr("%1 (%2) would be indexed; %3 left out. How long that takes depends on the embedding "
                  "service, and is not known yet.")
            .arg(files, size, skipped);
    const auto seconds = std::max<std::int64_t>(1, preview.duration->count());
    const QString time = seconds < 90 ? tr("%Ln second(s)", nullptr, int(seconds))
                                      : tr("%Ln minute(s)", nullptr, int(seconds / 60));
    return tr("%1 (%2) would be indexed in about %3; %4 left out.").arg(files, size, time, skipped);
}

void PreviewLabel::show(const FolderPreview &preview)
{
    QString words = summary(preview);
    if (preview.cost.isPaid)
        words += u'\n'
            + tr("Their text is sent to %1: %2.")
                  .arg(oneLine(preview.cost.service), CostQuestion::amount(preview.cost));
    if (!preview.examples.isEmpty()) {
        const QString examples =
            preview.examples.first(std::min(MostExamples, preview.examples.size())).join(u", "_s);
        words += u'\n' + tr("Among them: %1").arg(oneLine(examples));
    }
    setText(words);
}

} // namespace vectray
