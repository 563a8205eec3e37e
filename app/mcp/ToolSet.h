#pragma once

#include <QFuture>
#include <QJsonArray>
#include <QJsonObject>

namespace vectray {

struct ToolCall
{
    QString name = {};
    QJsonObject arguments = {};
    bool mayManage = false; ///< or only read
};

/// What a tool has found; or, with an error, a sentence that helps the model to do better.
struct ToolOutcome
{
    QJsonObject value = {};
    QString error = {};

    static ToolOutcome failed(const QString &sentence) { return {.error = sentence}; }
};

/// The tools that agents are offered. Main thread.
class ToolSet
{
public:
    virtual ~ToolSet() = default;

    /// As tools/list has them, always in the same order. Without \a mayManage those that change nothing.
    virtual QJsonArray list(bool mayManage) const = 0;
    virtual bool has(const QString &name) const = 0;

    /// Only a tool that it has. Completes in the main thread.
    virtual QFuture<ToolOutcome> call(const ToolCall &call) = 0;
};

} // namespace vectray
