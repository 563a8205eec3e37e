#pragma once

#include <domain/Settings.h>
#include <items/EmbeddingCost.h>

#include <QCoreApplication>

#include <functional>

class QWidget;

namespace vectray {

class Backend;

/// Stands between a choice in the settings and a bill: what another service would cost is shown first, and
/// only a person's yes lets the choice be saved.
class CostQuestion
{
    Q_DECLARE_TR_FUNCTIONS(CostQuestion)

public:
    struct Change
    {
        Settings before;
        Settings chosen;
    };

    /// Calls \a done once, later or at once: true where nothing costs money, or it was agreed to. Not at all
    /// when \a asker goes before.
    static void ask(Backend &backend, QWidget *asker, const Change &change, std::function<void(bool)> done);

    /// "about 1,200 tokens, 0.02 US dollars"
    static QString amount(const EmbeddingCost &cost);

private:
    static bool concernsEmbedding(const Change &change);
    static QString text(const EmbeddingCost &cost);
    static QString details(const EmbeddingCost &cost);
    static void show(QWidget *asker, const EmbeddingCost &cost, std::function<void(bool)> done);
};

} // namespace vectray
