#pragma once

#include <QByteArray>
#include <QList>
#include <QRandomGenerator>

#include <array>

namespace vectray {

/// A file with one credential in it that nobody issued: made when the test runs, by the issuers' shapes.
struct PlantedSecret
{
    QByteArray kind = {};
    QByteArray path = {};
    QByteArray text = {};
    int line = 0; ///< of the credential, from 1
};

/// Makes them up, the same ones for the same seed.
class SecretMaker
{
public:
    explicit SecretMaker(quint32 seed) : m_random(seed) {}

    /// So many, evenly of all kinds.
    QList<PlantedSecret> make(int count)
    {
        QList<PlantedSecret> list;
        for (int i = 0; list.size() < count; ++i)
            list.append(planted(i));
        return list;
    }

    QByteArray random(QByteArrayView alphabet, int count)
    {
        QByteArray text;
        for (int i = 0; i < count; ++i)
            text += alphabet[qsizetype(m_random.bounded(quint32(alphabet.size())))];
        return text;
    }

private:
    static constexpr QByteArrayView Alnum = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    static constexpr QByteArrayView Word = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
    static constexpr QByteArrayView Base64 =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    static constexpr QByteArrayView Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    static constexpr QByteArrayView Hex = "0123456789abcdef";
    static constexpr QByteArrayView Typed =
        "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789!@#%^&*-_";

    /// Pieces are joined here so that no line of this file looks like a credential itself.
    QByteArray token(int kind)
    {
        switch (kind) {
        case 0:
            return "AK"
                   "IA"
                + random(Base32, 16);
        case 1:
            return QByteArray("gh") + "p_" + random(Alnum, 36);
        case 2:
            return QByteArray("gh") + "s_" + random(Alnum, 36);
        case 3:
            return QByteArray("github") + "_pat_" + random(Alnum, 22) + '_' + random(Alnum, 59);
        case 4:
            return QByteArray("gl") + "pat-" + random(Word, 20);
        case 5:
            return QByteArray("xo") + "xb-" + random("0123456789", 12) + '-' + random("0123456789", 13) + '-'
                + random(Alnum, 24);
        case 6:
            return QByteArray("AI") + "za" + random(Word, 35);
        case 7:
            return QByteArray("sk") + "_live_" + random(Alnum, 24);
        case 8:
            return QByteArray("sk") + "-proj-" + random(Word, 74);
        case 9:
            return QByteArray("sk") + "-" + random(Alnum, 20) + "T3Blbk" + "FJ" + random(Alnum, 20);
        case 10:
            return QByteArray("sk") + "-ant-api03-" + random(Word, 93) + "AA";
        case 11:
            return QByteArray("np") + "m_" + random(Alnum, 36);
        case 12:
            return QByteArray("py") + "pi-AgEIcHlwaS5vcmc" + random(Word, 120);
        case 13:
            return QByteArray("dop") + "_v1_" + random(Hex, 64);
        case 14:
            return QByteArray("shp") + "at_" + random(Hex, 32);
        case 15:
            return QByteArray("GOCSP") + "X-" + random(Word, 28);
        case 16:
            return jsonWebToken();
        default:
            return "https://hooks."
                   "slack.com/services/T"
                + random(Base32, 8) + "/B" + random(Base32, 8) + '/' + random(Alnum, 24);
        }
    }
    static constexpr int TokenKinds = 18;

    QByteArray jsonWebToken()
    {
        const auto part = [](const QByteArray &json) {
            return json.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
        };
        return part(R"({"alg":"HS256","typ":"JWT"})") + '.'
            + part(R"({"sub":")" + random(Hex, 12) + R"(","iat":1700000000})") + '.' + random(Word, 43);
    }

    QByteArray privateKey(const QByteArray &kind)
    {
        QByteArray text = "-----BEGIN " + kind + "PRIVATE KEY-----\n";
        for (int line = 0; line < 12; ++line)
            text += random(Base64, 64) + '\n';
        return text + random(Base64, 40) + "==\n-----END " + kind + "PRIVATE KEY-----\n";
    }

    PlantedSecret planted(int i)
    {
        constexpr int OtherKinds = 12;
        const int kind = i % (TokenKinds + OtherKinds);
        return kind < TokenKinds ? plantedToken(kind, i) : plantedOther(kind - TokenKinds, i);
    }

    PlantedSecret plantedToken(int kind, int i)
    {
        const QByteArray value = token(kind);
        const QByteArray label = "token kind " + QByteArray::number(kind);
        switch ((i / 30) % 5) {
        case 0:
            return {label, "src/client.py", "import os\n\nCLIENT = connect(\"" + value + "\")\n", 3};
        case 1:
            return {label, "config/app.yaml", "service:\n  name: web\n  auth: " + value + "\n", 3};
        case 2:
            return {label, "README.md", "# Setup\n\nRun it with `--auth " + value + "` and wait.\n", 3};
        case 3:
            return {label, "src/api.ts", "export const header = {\n  'X-Auth': '" + value + "',\n};\n", 2};
        default:
            return {label, "deploy.sh", "#!/bin/sh\nexport AUTH=" + value + "\n./start\n", 2};
        }
    }

    PlantedSecret plantedOther(int kind, int i)
    {
        const QByteArray password = random(Typed, 12 + i % 8);
        switch (kind) {
        case 0:
            return {"aws secret", "infra/main.py",
                    "aws_access = None\naws_secret_access_key = \"" + random(Base64, 40) + "\"\n", 2};
        case 1:
            return {"aws secret in ini", "etc/app.ini",
                    "[default]\naws_secret_access_key = " + random(Base64, 40) + "\n", 2};
        case 2:
            return {"rsa key", "docs/notes.txt", "The key:\n\n" + privateKey("RSA "), 3};
        case 3:
            return {"openssh key", "src/fixture.go",
                    "package main\n\nconst key = `" + privateKey("OPENSSH ") + "`\n", 3};
        case 4:
            return {"key in JSON", "service-account.json",
                    "{\n  \"private_key\": \"" + privateKey("").replace("\n", "\\n") + "\"\n}\n", 2};
        case 5:
            return {"database URL", "settings.py",
                    "DEBUG = False\nDATABASE = \"postgresql://app:" + random(Alnum, 16)
                        + "@db.internal:5432/app\"\n",
                    2};
        case 6:
            return {"password in Python", "settings.py",
                    "USER = \"app\"\nDB_PASSWORD = \"" + password + "\"\n", 2};
        case 7:
            return {"password in JSON", "appsettings.json",
                    "{\n  \"user\": \"app\",\n  \"dbPassword\": \"" + password + "\"\n}\n", 3};
        case 8:
            return {"api key in Java", "src/Client.java",
                    "class Client {\n  private static final String API_KEY = \"" + random(Hex, 32)
                        + "\";\n}\n",
                    2};
        case 9:
            return {"client secret in C#", "Startup.cs",
                    "var o = new Options {\n  ClientSecret = \"" + random(Alnum, 32) + "\",\n};\n", 2};
        case 10:
            return {"token in properties", "app.properties",
                    "app.name=web\napp.auth-token=" + random(Alnum, 40) + "\n", 2};
        default:
            return {"define in PHP", "wp-config.php",
                    "<?php\ndefine('AUTH_KEY', '" + random(Alnum, 64) + "');\n", 2};
        }
    }

    QRandomGenerator m_random;
};

} // namespace vectray
