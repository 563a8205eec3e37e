#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <memory>

namespace vectray {

/// Which rule decided about a path, for people.
struct IgnoreVerdict
{
    bool ignored = false;
    QString rule; ///< as written; empty if no rule had anything to say
    QString source; ///< the file it stands in, or "default", "include" or "exclude"
    int line = 0; ///< in the file, or the position in the list, from 1; 0 for a default

    bool operator==(const IgnoreVerdict &) const = default;
};

/// The ignore rules that hold for the entries of one directory. A cheap value that shares what it read;
/// it does not follow later changes of the files. Safe to use from several threads at once.
class IgnoreScope
{
public:
    /// What a directory holds that changes the rules below it. A caller who has listed the directory knows;
    /// the default looks for everything.
    struct Marks
    {
        bool gitIgnore = true;
        bool ownIgnore = true; ///< .vectrayignore
        bool repository = true; ///< .git: the rules of an outer repository end here

        static Marks none() { return {false, false, false}; }

        /// Takes note of one name of a listing.
        void see(QByteArrayView name);
    };

    /// Nothing is ignored.
    IgnoreScope();
    ~IgnoreScope();
    IgnoreScope(const IgnoreScope &);
    IgnoreScope(IgnoreScope &&) noexcept;
    IgnoreScope &operator=(const IgnoreScope &);
    IgnoreScope &operator=(IgnoreScope &&) noexcept;

    /// Whether an entry of this directory is ignored. The path is relative to the root, in bytes.
    bool ignores(QByteArrayView path, bool isDirectory) const;

    /// The same, with the reason.
    IgnoreVerdict explain(QByteArrayView path, bool isDirectory) const;

    /// The rules inside an entry of this directory that is a directory and not ignored. The descriptor is
    /// that directory's, open for reading; -1 if it is not there, then only the rules of this scope go on.
    IgnoreScope enter(int directory, QByteArrayView path, Marks marks) const;

private:
    friend class IgnoreRules;
    struct Root;
    struct Chain;
    struct Decision;

    Decision decide(QByteArrayView path, bool isDirectory) const;
    Decision decideByFiles(QByteArrayView path, QByteArrayView name, bool isDirectory) const;
    Decision decideByGlobs(QByteArrayView path, QByteArrayView name, bool isDirectory) const;

    std::shared_ptr<const Root> m_root; ///< null: nothing is ignored
    std::shared_ptr<const Chain> m_chain;
    bool m_included = true; ///< by an include glob that matches a parent, or because there is none
};

} // namespace vectray
