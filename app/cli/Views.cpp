#include "Views.h"

#include "SafeText.h"
#include "Table.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QLocale>

#include <algorithm>
#include <array>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

QString nothing()
{
    return u"-"_s;
}

QString localTime(const QJsonValue &value, const QString &format)
{
    const QDateTime time = QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
    return time.isValid() ? time.toLocalTime().toString(format) : nothing();
}

QString minuteOf(const QJsonValue &value)
{
    return localTime(value, u"yyyy-MM-dd HH:mm"_s);
}

/// A count, whether it is given as a number, as the list of what is counted, or by rule.
qint64 countIn(const QJsonValue &value)
{
    if (value.isArray()) {
        qint64 sum = 0;
        const QJsonArray entries = value.toArray();
        for (const auto &entry : entries)
            sum += entry.toObject().value("count"_L1).toInteger(1);
        return sum;
    }
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        if (object.contains("count"_L1))
            return object.value("count"_L1).toInteger();
        qint64 sum = 0;
        for (const auto &part : object)
            sum += part.toInteger();
        return sum;
    }
    return value.toInteger();
}

/// One word or a few for any value.
QString brief(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    if (value.isBool())
        return value.toBool() ? u"yes"_s : u"no"_s;
    if (value.isDouble())
        return QString::number(value.toDouble(), 'g', 12);
    if (value.isObject()) {
        for (const auto name : {"name"_L1, "kind"_L1, "type"_L1, "provider"_L1}) {
            if (value.toObject().contains(name))
                return brief(value.toObject().value(name));
        }
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    }
    if (value.isArray())
        return QString::number(value.toArray().size());
    return nothing();
}

QString sizeOf(qint64 bytes)
{
    return QLocale::c().formattedDataSize(bytes, 1);
}

QString stateOf(const QJsonObject &configuration)
{
    if (!configuration.value("enabled"_L1).toBool(true))
        return u"off"_s;
    if (configuration.value("paused"_L1).toBool())
        return u"paused"_s;
    return configuration.value("isActive"_L1).toBool() ? u"watching"_s : u"stopped"_s;
}

QString paintedState(const QString &state, const Style &style)
{
    if (state == "error"_L1 || state == "unavailable"_L1)
        return style.red(state);
    return state == "degraded"_L1 ? style.yellow(state) : style.green(state);
}

QString relativeTo(const QString &here, const QString &path)
{
    const QString prefix = here.endsWith(u'/') ? here : here + u'/';
    return path.startsWith(prefix) ? path.sliced(prefix.size()) : path;
}

/// The first lines of a chunk, without the indentation that all of them share.
QStringList snippetLines(const QString &chunk)
{
    constexpr qsizetype MostLines = 6;
    QStringList lines = safeText(chunk).split(u'\n');
    while (!lines.isEmpty() && lines.first().trimmed().isEmpty())
        lines.removeFirst();
    while (!lines.isEmpty() && lines.last().trimmed().isEmpty())
        lines.removeLast();
    const bool more = lines.size() > MostLines;
    lines = lines.mid(0, MostLines);
    qsizetype shared = std::numeric_limits<qsizetype>::max();
    for (const QString &line : lines) {
        const auto first =
            std::find_if(line.begin(), line.end(), [](QChar letter) { return !letter.isSpace(); });
        if (first != line.end())
            shared = std::min(shared, qsizetype(first - line.begin()));
    }
    for (QString &line : lines)
        line = line.mid(std::min(shared, line.size()));
    if (more)
        lines << u"…"_s;
    return lines;
}

QString hitView(const QJsonObject &hit, const Style &style, const QString &here)
{
    constexpr int Indent = 4;
    constexpr int WidestLine = 200; // a minified file is one line
    const QJsonObject span = hit.value("lineSpan"_L1).toObject();
    QString head = style.bold(safeLine(relativeTo(here, hit.value("file"_L1).toString())))
        + u":%1-%2"_s.arg(span.value("start"_L1).toInteger()).arg(span.value("end"_L1).toInteger());
    if (const QString symbol = hit.value("symbolName"_L1).toString(); !symbol.isEmpty())
        head += u"  "_s + style.cyan(safeLine(symbol));
    const double score = hit.value("scores"_L1).toObject().value("final"_L1).toDouble();
    head += u"  "_s + style.dim(QString::number(score, 'f', 4));

    QString text = head + u'\n';
    const int width = style.width > Indent + 20 ? style.width - Indent : WidestLine;
    const QStringList lines = snippetLines(hit.value("chunk"_L1).toString());
    for (const QString &line : lines)
        text += line.isEmpty() ? u"\n"_s : QString(Indent, u' ') + cutTo(line, width) + u'\n';
    return text;
}

void addDatasets(Table &table, const QJsonObject &project)
{
    const QJsonArray datasets = project.value("datasets"_L1).toArray();
    for (const auto &entry : datasets) {
        const QJsonObject dataset = entry.toObject();
        const QJsonValue name =
            dataset.contains("dataset"_L1) ? dataset.value("dataset"_L1) : dataset.value("name"_L1);
        const QJsonValue done = dataset.value("percentage"_L1);
        table.add({project.value("project"_L1).toString(), name.toString(), brief(dataset.value("state"_L1)),
                   done.isDouble() ? QString::number(done.toDouble(), 'f', 0) + u'%' : nothing(),
                   QString::number(countIn(dataset.value("files"_L1))),
                   QString::number(countIn(dataset.value("chunks"_L1))),
                   sizeOf(dataset.value("bytes"_L1).toInteger()),
                   QString::number(countIn(dataset.value("pending"_L1))),
                   QString::number(countIn(dataset.value("skipped"_L1))),
                   QString::number(countIn(dataset.value("failed"_L1))),
                   minuteOf(dataset.value("lastSync"_L1))});
    }
}

/// The files that could not be indexed, and why; a few of each dataset.
QString failuresView(const QJsonObject &project, const Style &style)
{
    constexpr qsizetype MostFailures = 5;
    QString text;
    const QJsonArray datasets = project.value("datasets"_L1).toArray();
    for (const auto &entry : datasets) {
        const QJsonArray failures = entry.toObject().value("failed"_L1).toArray();
        for (qsizetype at = 0; at < std::min(failures.size(), MostFailures); ++at) {
            const QJsonObject failure = failures.at(at).toObject();
            text += style.red(u"failed"_s) + u"  "_s + safeLine(failure.value("path"_L1).toString()) + u": "_s
                + safeLine(failure.value("reason"_L1).toString()) + u'\n';
        }
        if (failures.size() > MostFailures)
            text += u"        and %1 more\n"_s.arg(failures.size() - MostFailures);
    }
    return text;
}

QString folderOf(const QJsonObject &data)
{
    const QJsonObject config = data.value("config"_L1).toObject();
    return safeLine((config.isEmpty() ? data : config).value("path"_L1).toString());
}

/// What an event says, by its type; the whole of it where the type is new to us.
QString eventText(const QString &type, const QJsonObject &data, const Style &style)
{
    const auto field = [&data](QLatin1StringView name) { return safeLine(brief(data.value(name))); };
    if (type == "watch:event"_L1)
        return field("event"_L1) + u' ' + folderOf(data);
    if (type == "watch:sync"_L1)
        return folderOf(data) + u": "_s + statsLine(data.value("stats"_L1).toObject());
    if (type == "watch:progress"_L1)
        return u"%1: %2 %3 of %4"_s.arg(folderOf(data), field("phase"_L1), field("current"_L1),
                                        field("total"_L1));
    if (type == "watch:health"_L1)
        return u"%1: %2 %3"_s.arg(folderOf(data), paintedState(field("state"_L1), style),
                                  safeLine(data.value("reason"_L1).toString()));
    if (type == "watch:deletion"_L1)
        return u"%1: %2 of %3 files missing, %4"_s.arg(folderOf(data), field("files"_L1), field("indexed"_L1),
                                                       field("outcome"_L1));
    if (type == "watch:error"_L1 || type == "autowatch:error"_L1)
        return folderOf(data) + u": "_s + style.red(field("error"_L1));
    if (type.startsWith("autowatch:"_L1))
        return folderOf(data);
    return data.isEmpty() ? QString()
                          : safeLine(QString::fromUtf8(QJsonDocument(data).toJson(QJsonDocument::Compact)));
}

} // namespace

QString foldersView(const QJsonArray &configurations)
{
    if (configurations.isEmpty())
        return u"No folders yet. Add one with 'vectray add PATH'.\n"_s;
    Table table({{u"PATH"_s}, {u"PROJECT"_s}, {u"DATASET"_s}, {u"STATE"_s}, {u"LAST STARTED"_s}});
    for (const auto &entry : configurations) {
        const QJsonObject object = entry.toObject();
        table.add({object.value("path"_L1).toString(), object.value("project"_L1).toString(),
                   object.value("dataset"_L1).toString(), stateOf(object),
                   minuteOf(object.value("lastStarted"_L1))});
    }
    return table.toString();
}

QString statusView(const QJsonObject &daemon, const QJsonArray &projects, const Style &style)
{
    QString text = style.bold(u"Vectray %1"_s.arg(safeLine(brief(daemon.value("version"_L1)))));
    for (const auto name : {"store"_L1, "provider"_L1}) {
        if (daemon.contains(name))
            text += u", %1 %2"_s.arg(QString(name), safeLine(brief(daemon.value(name))));
    }
    text += u'\n';

    using Align = Table::Align;
    Table table({{u"PROJECT"_s},
                 {u"DATASET"_s},
                 {u"STATE"_s},
                 {u"DONE"_s, Align::Right},
                 {u"FILES"_s, Align::Right},
                 {u"CHUNKS"_s, Align::Right},
                 {u"SIZE"_s, Align::Right},
                 {u"PENDING"_s, Align::Right},
                 {u"SKIPPED"_s, Align::Right},
                 {u"FAILED"_s, Align::Right},
                 {u"LAST SYNC"_s}});
    QString failures;
    for (const auto &entry : projects) {
        addDatasets(table, entry.toObject());
        failures += failuresView(entry.toObject(), style);
    }
    if (!table.isEmpty())
        text += u'\n' + table.toString();
    if (!failures.isEmpty())
        text += u'\n' + failures;
    return text;
}

QString searchView(const QJsonObject &answer, const Style &style, const QString &here)
{
    QStringList hits;
    const QJsonArray results = answer.value("results"_L1).toArray();
    for (const auto &result : results)
        hits << hitView(result.toObject(), style, here);
    return hits.join(u'\n');
}

QString explainView(const QString &path, const QJsonObject &answer, const Style &style)
{
    const bool indexed = answer.value("indexed"_L1).toBool();
    QString text =
        safeLine(path) + u": "_s + (indexed ? style.green(u"indexed"_s) : style.yellow(u"not indexed"_s));
    if (const QString rule = answer.value("rule"_L1).toString(); !rule.isEmpty())
        text += u"\n  rule    "_s + safeLine(rule);
    if (const QString source = answer.value("source"_L1).toString(); !source.isEmpty()) {
        text += u"\n  from    "_s + safeLine(source);
        if (const qint64 line = answer.value("line"_L1).toInteger(); line > 0)
            text += u':' + QString::number(line);
    }
    return text + u'\n';
}

QString previewView(const QString &path, const QJsonObject &answer)
{
    QString text = safeLine(path) + u'\n';
    const auto add = [&text](const QString &name, const QString &value) {
        text += u"  %1  %2\n"_s.arg(name.leftJustified(9), value);
    };
    for (const auto name : {"files"_L1, "chunks"_L1, "tokens"_L1}) {
        if (answer.contains(name))
            add(name, QString::number(countIn(answer.value(name))));
    }
    if (answer.contains("bytes"_L1))
        add(u"size"_s, sizeOf(answer.value("bytes"_L1).toInteger()));
    if (answer.value("estimatedSeconds"_L1).isNull())
        add(u"time"_s, u"not known: %1"_s.arg(safeLine(answer.value("noEstimate"_L1).toString())));
    else if (answer.contains("estimatedSeconds"_L1))
        add(u"time"_s, u"about %1 s"_s.arg(answer.value("estimatedSeconds"_L1).toDouble(), 0, 'f', 1));
    if (const QJsonValue price = answer.value("price"_L1); price.isNull())
        add(u"price"_s, u"not known"_s);
    else if (price.toDouble() > 0)
        add(u"price"_s, u"about %1 US dollars"_s.arg(price.toDouble(), 0, 'f', 4));
    const QJsonValue skipped = answer.value("skipped"_L1);
    add(u"skipped"_s, QString::number(countIn(skipped)));
    const auto addRule = [&text](const QString &rule, qint64 count) {
        text += u"    %1  %2\n"_s.arg(QString::number(count).rightJustified(7), safeLine(rule));
    };
    const QJsonObject byRule = skipped.toObject();
    for (auto rule = byRule.begin(); rule != byRule.end(); ++rule)
        addRule(rule.key(), countIn(rule.value()));
    const QJsonArray rules = skipped.toArray();
    for (const auto &rule : rules)
        addRule(rule.toObject().value("rule"_L1).toString(), rule.toObject().value("count"_L1).toInteger(1));
    return text;
}

QString eventLine(const QJsonObject &envelope, const Style &style)
{
    const QString type = envelope.value("type"_L1).toString();
    const QString what = eventText(type, envelope.value("data"_L1).toObject(), style);
    QStringList parts{style.dim(localTime(envelope.value("timestamp"_L1), u"HH:mm:ss"_s).leftJustified(8)),
                      style.cyan(safeLine(type).leftJustified(17))};
    if (const QString project = envelope.value("project"_L1).toString(); !project.isEmpty())
        parts << style.bold(safeLine(project));
    if (!what.isEmpty())
        parts << what;
    return parts.join(u"  "_s);
}

QString statsLine(const QJsonObject &stats)
{
    struct Count
    {
        QLatin1StringView field;
        QLatin1StringView word;
    };
    static constexpr std::array Counts{
        Count{"filesCreated"_L1, "created"_L1}, Count{"filesModified"_L1, "modified"_L1},
        Count{"filesRenamed"_L1, "renamed"_L1}, Count{"filesDeleted"_L1, "deleted"_L1},
        Count{"filesFailed"_L1, "failed"_L1}};
    QStringList words;
    for (const Count &count : Counts) {
        if (const qint64 number = stats.value(count.field).toInteger(); number > 0)
            words << QString::number(number) + u' ' + count.word;
    }
    if (words.isEmpty())
        words << u"nothing changed"_s;
    return u"%1; %2 chunks embedded, in %3 s"_s.arg(
        words.join(u", "_s), QString::number(stats.value("chunksEmbedded"_L1).toInteger()),
        QString::number(stats.value("durationMs"_L1).toDouble() / 1000, 'f', 2));
}

} // namespace vectray
