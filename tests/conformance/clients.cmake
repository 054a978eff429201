# Programs that others wrote, asked what they make of references, pages, feeds and SRU of a real Acervo. What is not installed is
# skipped and says so: tools/packages, tests/conformance/package.json.
function(acervo_clients name)
    add_test(NAME "conformance: ${name}" COMMAND ${ARGN})
    set_tests_properties("conformance: ${name}" PROPERTIES LABELS conformance SKIP_RETURN_CODE 77 TIMEOUT 900
        ENVIRONMENT "ACERVO_PROGRAM=$<TARGET_FILE:acervo>")
endfunction()
# The system's own, which has the modules of its packages.
find_program(SYSTEM_PYTHON3 python3 PATHS /usr/bin NO_DEFAULT_PATH)
if(SYSTEM_PYTHON3)
    acervo_clients("bibutils and MARC::Lint read our references"
        ${SYSTEM_PYTHON3} ${CMAKE_CURRENT_LIST_DIR}/references.py $<TARGET_FILE:acervo>)
    acervo_clients("extruct, feedparser, XML::Feed and WWW::OpenSearch read our pages"
        ${SYSTEM_PYTHON3} ${CMAKE_CURRENT_LIST_DIR}/open_web.py $<TARGET_FILE:acervo>)
    acervo_clients("yaz-client and Catmandu ask SRU" ${SYSTEM_PYTHON3} ${CMAKE_CURRENT_LIST_DIR}/sru.py $<TARGET_FILE:acervo>)
    acervo_clients("bagit-python takes our bags, we our archives of items"
        ${SYSTEM_PYTHON3} ${CMAKE_CURRENT_LIST_DIR}/packages.py $<TARGET_FILE:acervo>)
endif()
find_program(NODE node)
if(NODE)
    acervo_clients("clients in JavaScript" ${NODE} --test ${CMAKE_CURRENT_LIST_DIR}/clients.test.mjs)
endif()
