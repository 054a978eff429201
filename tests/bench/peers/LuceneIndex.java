// SPDX-License-Identifier: GPL-3.0-or-later
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.facet.FacetsConfig;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.FSDirectory;

/**
 * Builds a Lucene index: {@code LuceneIndex DOCUMENTS FOLDER REPORT (words|acervo)}.
 *
 * "words": one field of lower-case words with positions, codes, stored text; what LuceneSearch asks. "acervo": the terms
 * that Acervo writes, for comparing the work of building: stems and folded words of each language, those of the title
 * once more, and a second index of passages.
 */
final class LuceneIndex {
    private static final Map<String, String> STEMMERS = Map.of("es", "Spanish", "pt", "Portuguese", "en", "English");
    private static final FieldType COUNTED = new FieldType();

    static {
        COUNTED.setTokenized(true);
        COUNTED.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
        COUNTED.freeze();
    }

    /** Lower-case words; folded, and stemmed as in the language, where wanted. */
    private static final class Words extends Analyzer {
        private final boolean folded;
        private final String stemmer;

        Words(boolean folded, String stemmer) {
            this.folded = folded;
            this.stemmer = stemmer;
        }

        @Override
        protected TokenStreamComponents createComponents(String field) {
            StandardTokenizer source = new StandardTokenizer();
            TokenStream stream = new LowerCaseFilter(source);
            if (folded) stream = new ASCIIFoldingFilter(stream);
            if (stemmer != null) stream = new SnowballFilter(stream, stemmer);
            return new TokenStreamComponents(source, stream);
        }

        @Override
        public int getPositionIncrementGap(String field) {
            return 100;
        }
    }

    /** By the first letter of the field and its language: "s:es" stems, "w:es" folded words, all else lower-case. */
    private static final class ByField extends org.apache.lucene.analysis.DelegatingAnalyzerWrapper {
        private final Map<String, Analyzer> known = new HashMap<>();
        private final Analyzer plain = new Words(false, null);

        ByField() {
            super(PER_FIELD_REUSE_STRATEGY);
        }

        @Override
        protected synchronized Analyzer getWrappedAnalyzer(String field) {
            int colon = field.indexOf(':');
            if (colon < 0) return plain;
            return known.computeIfAbsent(field, name -> {
                boolean stems = name.startsWith("stem") || name.startsWith("title-stem");
                return new Words(true, stems ? STEMMERS.get(name.substring(colon + 1)) : null);
            });
        }
    }

    private final FacetsConfig facets = facets();
    private final IndexWriter records, passages;
    private long count = 0;

    LuceneIndex(Path folder, boolean likeAcervo) throws IOException {
        records = writer(folder.resolve("records"));
        passages = likeAcervo ? writer(folder.resolve("passages")) : null;
    }

    static FacetsConfig facets() {
        FacetsConfig config = new FacetsConfig();
        config.setMultiValued("theme", true);
        config.setMultiValued("axis", true);
        return config;
    }

    private static IndexWriter writer(Path folder) throws IOException {
        IndexWriterConfig config = new IndexWriterConfig(new ByField());
        config.setOpenMode(IndexWriterConfig.OpenMode.CREATE);
        config.setRAMBufferSizeMB(256);
        return new IndexWriter(FSDirectory.open(folder), config);
    }

    private static void code(Document into, String field, String value) {
        into.add(new StringField(field, value, Field.Store.NO));
        into.add(new SortedSetDocValuesFacetField(field, value));
    }

    private void text(Document into, Corpus.Document from) {
        if (passages == null) {
            into.add(new TextField("text", from.title(), Field.Store.NO));
            for (String paragraph : from.paragraphs()) into.add(new TextField("text", paragraph, Field.Store.NO));
            return;
        }
        String stem = "stem:" + from.language(), word = "word:" + from.language();
        into.add(new Field("title-stem:" + from.language(), from.title(), COUNTED));
        into.add(new TextField("title-word:" + from.language(), from.title(), Field.Store.NO));
        into.add(new Field(stem, from.title(), COUNTED));
        into.add(new TextField(word, from.title(), Field.Store.NO));
        for (String paragraph : from.paragraphs()) {
            into.add(new Field(stem, paragraph, COUNTED));
            into.add(new TextField(word, paragraph, Field.Store.NO));
        }
    }

    private void passages(Corpus.Document from) throws IOException {
        for (int i = 1; passages != null && i < from.paragraphs().size(); ++i) {
            Document passage = new Document();
            passage.add(new Field("stem:" + from.language(), from.paragraphs().get(i), COUNTED));
            passage.add(new StringField("id", from.id() + ":" + i, Field.Store.YES));
            passage.add(new StringField("record", from.id(), Field.Store.NO));
            passages.addDocument(passage);
        }
    }

    void add(Corpus.Document from) {
        try {
            Document made = new Document();
            text(made, from);
            made.add(new StringField("id", from.id(), Field.Store.NO));
            made.add(new StringField("language", from.language(), Field.Store.NO));
            made.add(new StringField("year", from.year(), Field.Store.NO));
            code(made, "country", from.country());
            code(made, "event", from.event());
            for (String theme : from.themes()) {
                code(made, "theme", Corpus.firstLevel(theme));
                made.add(new StringField("subtheme", theme, Field.Store.NO));
            }
            for (String axis : from.axes()) code(made, "axis", axis);
            // Acervo keeps its texts in the catalogue; Lucene's usual place for them is the index.
            String stored = from.id() + '\n' + from.title() + '\n' + String.join("\n", from.paragraphs());
            made.add(new StoredField("data", passages == null ? stored : from.id()));
            records.addDocument(facets.build(made));
            passages(from);
            ++count;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void close() throws IOException {
        records.close();
        if (passages != null) passages.close();
    }

    private static long bytesIn(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
        }
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[1]);
        boolean likeAcervo = arguments[3].equals("acervo");
        long begin = System.nanoTime();
        LuceneIndex index = new LuceneIndex(folder, likeAcervo);
        Corpus.readDocuments(Path.of(arguments[0]), index::add);
        index.close();
        double wall = (System.nanoTime() - begin) / 1e9;
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        String report = String.format(java.util.Locale.ROOT,
            "{\"build\": \"%s\", \"records\": %d, \"wall_s\": %.3f, \"cpu_s\": %.3f, \"bytes\": %d, \"peak_bytes\": %d}%n",
            likeAcervo ? "Lucene, Acervo's terms" : "Lucene", index.count, wall, system.getProcessCpuTime() / 1e9,
            bytesIn(folder), LuceneSearch.memory("VmHWM"));
        Files.writeString(Path.of(arguments[2]), report);
    }
}
