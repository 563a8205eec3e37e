#include "PlantedSecrets.h"

#include <detect/SecretFinding.h>

#include <QDirIterator>
#include <QFile>
#include <QTest>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

class tst_SecretFinding : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsFilesByTheirNames_data();
    void knowsFilesByTheirNames();
    void findsPlantedSecrets();
    void saysRuleAndLine();
    void leavesCodeAlone_data();
    void leavesCodeAlone();
    void leavesMostOfRealTreesAlone_data();
    void leavesMostOfRealTreesAlone();
    void readsAnyBytes();
};

void tst_SecretFinding::knowsFilesByTheirNames_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QString>("rule");

    const auto row = [](const char *path, const char *rule) {
        QTest::newRow(path) << QByteArray(path) << QString::fromLatin1(rule);
    };
    row(".env", "name-dotenv");
    row("app/.env.production", "name-dotenv");
    row("prod.env", "name-dotenv");
    row("server.PEM", "name-key-file");
    row("tls/server.key", "name-key-file");
    row("release.jks", "name-key-file");
    row("vault.kdbx", "name-key-file");
    row("state/terraform.tfstate", "name-key-file");
    row("prod.tfvars", "name-key-file");
    row("keys/id_rsa", "name-credentials");
    row("id_ed25519", "name-credentials");
    row("home/.netrc", "name-credentials");
    row("kubeconfig", "name-credentials");
    row("x/.kube/config", "name-credentials");
    row(".aws/credentials", "name-secrets");
    row("credentials.json", "name-secrets");
    row("config/secrets.yml", "name-secrets");

    row(".env.example", "");
    row(".env.sample", "");
    row("environment.ts", "");
    row("id_rsa.pub", "");
    row("secrets.py", "");
    row("credentials.go", "");
    row("secretary.txt", "");
    row("keys.cpp", "");
    row("monkey", "");
    row("config", "");
    row("", "");
}

void tst_SecretFinding::knowsFilesByTheirNames()
{
    QFETCH(QByteArray, path);
    QFETCH(QString, rule);
    const auto finding = secretByName(path);
    QCOMPARE(finding ? finding->rule : QString(), rule);
    QVERIFY(!finding || finding->line == 0);
}

void tst_SecretFinding::findsPlantedSecrets()
{
    constexpr int Count = 300;
    constexpr double LeastRecall = 0.95;
    int found = 0;
    QStringList missed;
    for (const PlantedSecret &secret : SecretMaker(20'26).make(Count)) {
        const auto finding = secretInText(secret.path, secret.text);
        if (finding && finding->line == secret.line)
            ++found;
        else
            missed.append(QString::fromLatin1(secret.kind + ": " + secret.text));
    }
    qInfo("%d of %d planted secrets found", found, Count);
    QVERIFY2(found >= Count * LeastRecall, qPrintable(missed.join(u'\n')));
}

void tst_SecretFinding::saysRuleAndLine()
{
    SecretMaker maker(1);
    const QByteArray token = QByteArray("gh") + "p_" + maker.random("abcdefghijKLMNOPQRST0123456789", 36);
    const QByteArray text = "one\ntwo\nlogin('" + token + "')\n";
    const auto finding = secretInText("a.py", text);
    QVERIFY(finding);
    QCOMPARE(*finding, (SecretFinding{.rule = u"github-token"_s, .line = 3}));
    QVERIFY(sentenceOf(*finding).contains(u"github-token, line 3"));
    QVERIFY(!sentenceOf(*finding).contains(QString::fromLatin1(token)));
}

void tst_SecretFinding::leavesCodeAlone_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("text");

    const auto row = [](const char *name, const char *path, const QByteArray &text) {
        QTest::newRow(name) << QByteArray(path) << text;
    };
    row("nothing", "a.txt", "");
    row("three bytes", "a.txt", "abc");
    row("a variable", "a.py", "password = get_password(user)\ntoken = next(tokens)\n");
    row("the environment", "a.js", "const apiKey = process.env.API_KEY;\n");
    row("a placeholder", "a.yaml",
        "password: your-password-here\ntoken: <token>\napi_key: xxxxxxxxxxxxxxxx\n");
    row("a template", "a.yaml", "password: ${DB_PASSWORD}\ntoken: {{ .Values.token }}\n");
    row("the documented example", "a.md", QByteArray("AK") + "IAIOSFODNN7EXAMPLE\n");
    row("code that reads keys", "a.go",
        "if strings.HasPrefix(s, \"-----BEGIN RSA PRIVATE KEY-----\") {\n\treturn parse(s)\n}\n");
    row("a public key", "a.py",
        "public_key = \"MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAn4EPtAOCc9AlkeQHPzHS\"\n");
    row("a hash", "a.lock", "integrity = \"sha512-Kd0sQ3pSxZ8v5dW7y0yqk1jz2h3w5n6b7v8c9x0z1a2s3d4f\"\n");
    row("a URL without a password", "a.md", "See https://host:8080/path@2x.png and http://user@host/\n");
    row("a URL with a placeholder", "a.md", "postgresql://user:password@localhost/db\n");
    row("an identifier", "a.py", "reset_token = \"password_reset_token_generator_v2\"\n");
    row("a sentence", "a.properties", "error.password=The password is not right, please try it again.\n");
    row("a comparison of words", "a.cpp", "if (token == \"identifier\" || token == \"endKeyword2\") {}\n");
    row("ids", "a.json",
        "{\"id\": \"3f2504e0-4f89-11d3-9a0c-0305e82c3301\", \"key\": \"userSettings2024\"}\n");
}

void tst_SecretFinding::leavesCodeAlone()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, text);
    const auto finding = secretInText(path, text);
    QVERIFY2(!finding, qPrintable(finding ? sentenceOf(*finding) : QString()));
}

void tst_SecretFinding::leavesMostOfRealTreesAlone_data()
{
    QTest::addColumn<QString>("folder");
    QTest::newRow("this project") << QStringLiteral(VECTRAY_SOURCE_DIR);
    QTest::newRow("Python's library") << u"/usr/lib/python3.11"_s;
    QTest::newRow("C headers") << u"/usr/include"_s;
}

void tst_SecretFinding::leavesMostOfRealTreesAlone()
{
    QFETCH(QString, folder);
    constexpr double MostFalse = 0.01;
    constexpr int MostFiles = 5000;
    constexpr qint64 MostBytes = 1 << 20;
    int files = 0;
    QStringList flagged;
    QDirIterator tree(folder, QDir::Files | QDir::NoSymLinks, QDirIterator::Subdirectories);
    while (tree.hasNext() && files < MostFiles) {
        const QString path = tree.next();
        if (path.contains(u"/build/") || path.contains(u"/.git/") || tree.fileInfo().size() > MostBytes)
            continue;
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        if (bytes.first(std::min<qsizetype>(8192, bytes.size())).contains('\0'))
            continue;
        ++files;
        auto finding = secretByName(path.toUtf8());
        if (!finding)
            finding = secretInText(path.toUtf8(), bytes);
        if (finding)
            flagged.append(path + u": "_s + sentenceOf(*finding));
    }
    if (files < 100)
        QSKIP("there are too few files to say anything");
    qInfo("%d of %d files flagged", int(flagged.size()), files);
    QVERIFY2(double(flagged.size()) <= MostFalse * files, qPrintable(flagged.join(u'\n')));
}

/// Words at the very end, cut off anywhere, and bytes that are no text.
void tst_SecretFinding::readsAnyBytes()
{
    QByteArray all;
    for (const PlantedSecret &secret : SecretMaker(7).make(60))
        all += secret.text;
    for (qsizetype size = 0; size < std::min<qsizetype>(all.size(), 4000); ++size)
        (void)secretInText("a.yaml", QByteArray(all.constData() + all.size() - size, size));
    for (qsizetype size = 0; size < std::min<qsizetype>(all.size(), 4000); ++size)
        (void)secretInText("a.yaml", QByteArray(all.constData(), size));
    QRandomGenerator random(3);
    QByteArray noise(20'000, '\0');
    for (char &byte : noise)
        byte = char(random.bounded(256));
    (void)secretInText("a.bin", noise);
}

QTEST_GUILESS_MAIN(tst_SecretFinding)
#include "tst_SecretFinding.moc"
