# Run by cpack before it packs: what Debian wants otherwise than `cmake --install` leaves it.
set(doc ${CPACK_TEMPORARY_INSTALL_DIRECTORY}/usr/share/doc/${CPACK_PACKAGE_NAME})
string(TIMESTAMP now "%a, %d %b %Y %H:%M:%S +0000" UTC) # of SOURCE_DATE_EPOCH, if it is set
file(WRITE ${doc}/changelog
    "${CPACK_PACKAGE_NAME} (${CPACK_PACKAGE_VERSION}) unstable; urgency=medium\n\n"
    "  * What users notice is in CHANGELOG.md.gz.\n\n"
    " -- ${CPACK_PACKAGE_CONTACT}  ${now}\n")
file(GLOB pages ${CPACK_TEMPORARY_INSTALL_DIRECTORY}/usr/share/man/man*/*)
list(FILTER pages EXCLUDE REGEX "\\.gz$")
execute_process(COMMAND gzip -9nf ${doc}/changelog ${doc}/CHANGELOG.md ${pages} COMMAND_ERROR_IS_FATAL ANY)
