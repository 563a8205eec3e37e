"""Small projects to index."""

import random

# One topic a file, so that a search has one right answer. MEANINGS asks for a file in words that are not in it.
PROJECT = {
    "README.md": """# Parcel service

Tracks parcels from the depot to the door.

## Set-up

Install the requirements, then run the migration and start the worker.
""",
    "src/backoff.py": '''"""Waiting between attempts."""

import random
import time


def retry_with_backoff(call, attempts=5, base=0.1):
    """Calls again after an error, with delays that double each time and some jitter."""
    for attempt in range(attempts):
        try:
            return call()
        except ConnectionError:
            time.sleep(base * 2 ** attempt + random.random() * base)
    raise TimeoutError("gave up after %d attempts" % attempts)
''',
    "src/lru_cache.cpp": """#include <list>
#include <unordered_map>

// Keeps the newest entries and evicts the one that was not used for the longest time.
template<typename Key, typename Value>
class LruCache
{
public:
    explicit LruCache(std::size_t capacity) : m_capacity(capacity) {}

    void put(const Key &key, Value value)
    {
        m_order.push_front(key);
        m_entries[key] = std::move(value);
        if (m_entries.size() > m_capacity) {
            m_entries.erase(m_order.back());
            m_order.pop_back();
        }
    }

private:
    std::size_t m_capacity;
    std::list<Key> m_order;
    std::unordered_map<Key, Value> m_entries;
};
""",
    "src/password.go": """package auth

import "golang.org/x/crypto/bcrypt"

// HashPassword returns the salted bcrypt digest that is stored for a user.
func HashPassword(plain string) (string, error) {
	digest, err := bcrypt.GenerateFromPassword([]byte(plain), 12)
	return string(digest), err
}

// VerifyPassword compares a login attempt with the stored digest.
func VerifyPassword(digest, plain string) bool {
	return bcrypt.CompareHashAndPassword([]byte(digest), []byte(plain)) == nil
}
""",
    "src/csv_reader.js": """// Splits a line of comma separated values; quotes may hold commas.
export function parseCsvLine(line) {
  const cells = [];
  let cell = '';
  let quoted = false;
  for (const letter of line) {
    if (letter === '"') quoted = !quoted;
    else if (letter === ',' && !quoted) { cells.push(cell); cell = ''; }
    else cell += letter;
  }
  cells.push(cell);
  return cells;
}
""",
    "src/matrix.rs": """/// Multiplies two square matrices stored row by row.
pub fn multiply(left: &[f64], right: &[f64], size: usize) -> Vec<f64> {
    let mut product = vec![0.0; size * size];
    for row in 0..size {
        for column in 0..size {
            for inner in 0..size {
                product[row * size + column] += left[row * size + inner] * right[inner * size + column];
            }
        }
    }
    product
}
""",
    "src/invoice.ts": """export interface LineItem { quantity: number; unitPrice: number; taxRate: number }

/** The amount a customer has to pay, tax included. */
export function invoiceTotal(items: LineItem[]): number {
  return items.reduce((sum, item) => sum + item.quantity * item.unitPrice * (1 + item.taxRate), 0);
}
""",
    "src/Thumbnail.java": """package images;

import java.awt.image.BufferedImage;

/** Scales a picture down so that it fits a square, keeping its proportions. */
final class Thumbnail {
    static BufferedImage scale(BufferedImage picture, int edge) {
        double factor = Math.min((double) edge / picture.getWidth(), (double) edge / picture.getHeight());
        int width = (int) (picture.getWidth() * factor);
        int height = (int) (picture.getHeight() * factor);
        BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        small.createGraphics().drawImage(picture, 0, 0, width, height, null);
        return small;
    }
}
""",
    "scripts/backup.sh": """#!/bin/sh
# Dumps the database, compresses it and keeps the last seven archives.
set -eu
pg_dump parcels | gzip > "/var/backups/parcels-$(date +%F).sql.gz"
ls -t /var/backups/parcels-*.sql.gz | tail -n +8 | xargs -r rm
""",
    "config/logging.yaml": """version: 1
handlers:
  file:
    class: logging.handlers.RotatingFileHandler
    filename: parcels.log
    maxBytes: 10485760
    backupCount: 4
root:
  level: INFO
  handlers: [file]
""",
    "docs/holidays.md": """# When the depot is closed

On public holidays no van leaves the depot. Parcels wait until the next working day, and recipients get a message.
""",
}

# A word that occurs in one file alone → that file.
WORDS = {
    "jitter": "src/backoff.py",
    "bcrypt": "src/password.go",
    "pg_dump": "scripts/backup.sh",
    "parseCsvLine": "src/csv_reader.js",
    "RotatingFileHandler": "config/logging.yaml",
    "recipients": "docs/holidays.md",
}

MEANINGS = {
    "authentication credential check": "src/password.go",
    "exponential throttle failure": "src/backoff.py",
    "spreadsheet separator": "src/csv_reader.js",
    "logger rollover": "config/logging.yaml",
}

# What must not be in an index unless someone asks for it.
IGNORED = {
    ".git/config": "[core]\n\tbare = false\n",
    "node_modules/left/index.js": "module.exports = 'zanzibar';\n",
    "build/out.txt": "zanzibar\n",
    "__pycache__/x.pyc": "zanzibar\n",
    ".hidden": "zanzibar\n",
}

QUERIES = (*WORDS, *MEANINGS)


def unique_word(seed):
    """A word that nobody has used."""
    generator = random.Random("word %s" % seed)
    return "zq" + "".join(generator.choice("bcdfghjklmnpqrstvwxz") for _ in range(10))


def many_files(count, seed=1, lines=20):
    """A tree of small source files, all different."""
    generator = random.Random(seed)
    nouns = ["parcel", "depot", "route", "driver", "invoice", "customer", "address", "label", "scanner", "van"]
    verbs = ["load", "track", "assign", "print", "cancel", "verify", "merge", "export", "schedule", "count"]
    tree = {}
    for number in range(count):
        body = ["# file %d %s" % (number, unique_word("%d/%d" % (seed, number)))]
        for line in range(lines // 4):
            verb, noun, other = generator.choice(verbs), generator.choice(nouns), generator.choice(nouns)
            body += ["def %s_%s_%d_%d(%s):" % (verb, noun, number, line, other),
                     '    """%s the %s of a %s."""' % (verb.capitalize(), noun, other),
                     "    return %s.%s + %d" % (other, noun, generator.randrange(10**6)), ""]
        tree["pkg%02d/module_%05d.py" % (number % 50, number)] = "\n".join(body)
    return tree
