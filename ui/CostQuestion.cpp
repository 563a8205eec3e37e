#include "CostQuestion.h"

#include <items/Backend.h>
#include <items/FolderWords.h>
#include <items/PlainText.h>

#include <QLocale>
#include <QMessageBox>
#include <QPushButton>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

QString dollars(double amount)
{
    return QLocale().toString(amount, 'f', amount > 0 && amount < 0.01 ? 4 : 2);
}

} // namespace

void CostQuestion::ask(Backend &backend, QWidget *asker, const Change &change, std::function<void(bool)> done)
{
    if (!concernsEmbedding(change))
        return done(true);
    backend.embeddingCost(change.chosen, asker,
                          [asker, done = std::move(done)](const Result<EmbeddingCost> &cost) {
                              // What is wrong with the settings is said when they are saved.
                              if (!cost || !cost->isPaid)
                                  return done(true);
                              if (cost->isCounted && cost->files > 0 && cost->tokens == 0)
                                  return done(true); // all of it was embedded by this model before
                              show(asker, *cost, done);
                          });
}

bool CostQuestion::concernsEmbedding(const Change &change)
{
    const Settings &a = change.before;
    const Settings &b = change.chosen;
    return a.embeddingProvider != b.embeddingProvider || a.embeddingModel != b.embeddingModel
        || a.embeddingDimensions != b.embeddingDimensions || a.openAiBaseUrl != b.openAiBaseUrl
        || a.voyageBaseUrl != b.voyageBaseUrl || a.geminiBaseUrl != b.geminiBaseUrl
        || a.ollamaHost != b.ollamaHost;
}

void CostQuestion::show(QWidget *asker, const EmbeddingCost &cost, std::function<void(bool)> done)
{
    auto *box = new QMessageBox(QMessageBox::Question, tr("Embedding costs money"), text(cost),
                                QMessageBox::Cancel, asker);
    box->setObjectName(u"cost"_s);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(details(cost));
    box->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton *agree = box->addButton(tr("&Use the service"), QMessageBox::AcceptRole);
    agree->setObjectName(u"agree"_s);
    box->setDefaultButton(QMessageBox::Cancel);
    QObject::connect(box, &QMessageBox::finished, asker,
                     [box, agree, done = std::move(done)] { done(box->clickedButton() == agree); });
    box->open();
}

QString CostQuestion::text(const EmbeddingCost &cost)
{
    const QString service = oneLine(cost.service);
    if (!cost.isCounted)
        return tr("The text of all your files will be sent to %1. How much that is cannot be told now.")
            .arg(service);
    if (cost.files == 0)
        return tr("The text of the folders that you add will be sent to %1.").arg(service);
    return tr("The text of %1 will be sent to %2: %3.")
        .arg(FolderWords::files(cost.files), service, amount(cost));
}

QString CostQuestion::amount(const EmbeddingCost &cost)
{
    const QString tokens = QLocale().toString(qlonglong(cost.tokens));
    if (const auto price = cost.price())
        return tr("about %1 tokens, %2 US dollars").arg(tokens, dollars(*price));
    return tr("about %1 tokens, at a price that is not known").arg(tokens);
}

QString CostQuestion::details(const EmbeddingCost &cost)
{
    QString words;
    if (cost.pricePerMillion)
        words =
            tr("A million tokens, some 4 MB of text, cost %1 US dollars.").arg(dollars(*cost.pricePerMillion))
            + u' ';
    words += cost.budget > 0
        ? tr("Nothing is sent beyond your budget of %1 US dollars a month.").arg(dollars(cost.budget))
        : tr("There is no budget: nothing limits what may be spent.");
    return words + u' ' + tr("What you change later, and what you search for, is sent as well.");
}

} // namespace vectray
