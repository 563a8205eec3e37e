#!/bin/bash
# Every text in the sources is in the catalogues, and every catalogue is complete.
#   translations_test.sh SOURCE_DIR LUPDATE [--update]
# --update writes what is new into the catalogues instead of complaining.
set -eu
SOURCE=$1 LUPDATE=$2 UPDATE=${3-}
cd "$SOURCE"
WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT
STATUS=0
for language in de en fr; do
    catalogue=resources/i18n/vectray_$language.ts
    [[ $UPDATE == --update ]] && fresh=$catalogue || fresh=$WORK/vectray_$language.ts
    [[ $UPDATE == --update ]] || cp "$catalogue" "$fresh"
    plural=$([[ $language == en ]] && echo -pluralonly || true)
    "$LUPDATE" -silent -no-obsolete -locations none $plural ui models/items -ts "$fresh" \
        -source-language en -target-language $language
    if ! cmp -s "$catalogue" "$fresh"; then
        echo "$catalogue does not have all texts of the sources: run $0 SOURCE_DIR LUPDATE --update" >&2
        diff -u "$catalogue" "$fresh" | head -40 >&2
        STATUS=1
    fi
    if grep -n -B3 'type="unfinished"' "$fresh" >&2; then
        echo "$catalogue is not complete" >&2
        STATUS=1
    fi
done
exit $STATUS
