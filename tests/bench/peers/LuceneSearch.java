// SPDX-License-Identifier: GPL-3.0-or-later
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.lucene.facet.FacetResult;
import org.apache.lucene.facet.Facets;
import org.apache.lucene.facet.FacetsCollector;
import org.apache.lucene.facet.sortedset.DefaultSortedSetDocValuesReaderState;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetCounts;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesReaderState;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.store.FSDirectory;

/**
 * Asks a Lucene index: {@code LuceneSearch FOLDER QUESTIONS REPORT}. The loop and the clocks are those of measure.cpp:
 * change them together. Twice: with the ten documents fetched, and with their numbers and scores alone.
 */
final class LuceneSearch {
    private static final int REPETITIONS = 5, WARM_UP = 8;
    private static final double LONGEST_CELL = 20;
    /** How long clients ask at once; 0: not at all. */
    private static final double THROUGHPUT_SECONDS =
        Double.parseDouble(System.getenv().getOrDefault("PEERS_SECONDS", "2"));
    private static final String[] KINDS = {"any", "all", "any_facets", "all_facets", "phrase", "any_filters"};
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private record Answer(long hits, long facets) {}

    private final IndexReader reader;
    private final IndexSearcher searcher;
    private final SortedSetDocValuesReaderState state;
    private final List<Corpus.Question> questions;
    private final boolean fetch;

    LuceneSearch(IndexReader reader, SortedSetDocValuesReaderState state, List<Corpus.Question> questions,
                 boolean fetch) {
        this.reader = reader;
        this.state = state;
        this.questions = questions;
        this.fetch = fetch;
        searcher = new IndexSearcher(reader);
        searcher.setQueryCache(null);
    }

    private static Query query(String kind, Corpus.Question question) {
        String[] words = new String[question.words().length];
        for (int i = 0; i < words.length; ++i) words[i] = question.words()[i].toLowerCase(Locale.ROOT);
        if (kind.equals("phrase")) return new PhraseQuery("text", words);
        BooleanQuery.Builder text = new BooleanQuery.Builder();
        for (String word : words) {
            text.add(new TermQuery(new Term("text", word)), kind.startsWith("all") ? Occur.MUST : Occur.SHOULD);
        }
        if (!kind.equals("any_filters")) return text.build();
        return new BooleanQuery.Builder()
            .add(text.build(), Occur.MUST)
            .add(new TermQuery(new Term("country", question.country())), Occur.FILTER)
            .add(new TermQuery(new Term("theme", question.theme())), Occur.FILTER)
            .build();
    }

    private Answer answer(String kind, Corpus.Question question) throws IOException {
        Query query = query(kind, question);
        if (!kind.endsWith("_facets")) {
            TopDocs found = searcher.search(query, 10);
            fetch(found);
            return new Answer(found.totalHits.value, 0);
        }
        FacetsCollector collector = new FacetsCollector();
        TopDocs found = FacetsCollector.search(searcher, query, 10, collector);
        fetch(found);
        Facets facets = new SortedSetDocValuesFacetCounts(state, collector);
        long sum = 0;
        for (String facet : new String[] {"country", "event", "theme", "axis"}) {
            FacetResult result = facets.getTopChildren(50, facet);
            if (result == null) continue;
            for (var value : result.labelValues) sum += value.value.longValue();
        }
        return new Answer(found.totalHits.value, sum);
    }

    private void fetch(TopDocs found) throws IOException {
        if (!fetch) return;
        for (ScoreDoc one : found.scoreDocs) reader.document(one.doc).get("data");
    }

    private List<Corpus.Question> questionsOf(String kind) {
        char asked = kind.equals("phrase") ? 'P' : 'T';
        return questions.stream().filter(question -> question.asked() == asked).toList();
    }

    private static double seconds() {
        return System.nanoTime() / 1e9;
    }

    private static double quantile(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) (share * (sorted.length - 1) + 0.5)];
    }

    private String oneClient(String kind, List<Corpus.Question> asked) throws IOException {
        List<String> hits = new ArrayList<>(), facets = new ArrayList<>();
        for (Corpus.Question question : asked) {
            hits.add(String.valueOf(searcher.count(query(kind, question))));
            facets.add(String.valueOf(answer(kind, question).facets()));
        }
        double[][] cpu = new double[asked.size()][], wall = new double[asked.size()][];
        int turns = 0;
        double begin = seconds();
        for (; turns < REPETITIONS && (turns == 0 || seconds() - begin < LONGEST_CELL); ++turns) {
            for (int i = 0; i < asked.size(); ++i) {
                if (turns == 0) {
                    cpu[i] = new double[REPETITIONS];
                    wall[i] = new double[REPETITIONS];
                }
                long wallBefore = System.nanoTime(), cpuBefore = THREADS.getCurrentThreadCpuTime();
                answer(kind, asked.get(i));
                cpu[i][turns] = (THREADS.getCurrentThreadCpuTime() - cpuBefore) / 1e3;
                wall[i][turns] = (System.nanoTime() - wallBefore) / 1e3;
            }
        }
        double[] cpuMedians = new double[asked.size()], wallMedians = new double[asked.size()];
        for (int i = 0; i < asked.size(); ++i) {
            cpuMedians[i] = quantile(Arrays.copyOf(cpu[i], turns), 0.5);
            wallMedians[i] = quantile(Arrays.copyOf(wall[i], turns), 0.5);
        }
        return String.format(Locale.ROOT,
            "\"questions\": %d, \"hits\": %s, %s\"cpu_p50\": %.2f, \"cpu_p95\": %.2f, \"wall_p50\": %.2f, \"wall_p95\": %.2f",
            asked.size(), hits, kind.endsWith("_facets") ? "\"facets\": " + facets + ", " : "",
            quantile(cpuMedians, 0.5), quantile(cpuMedians, 0.95), quantile(wallMedians, 0.5),
            quantile(wallMedians, 0.95));
    }

    private double throughput(String kind, List<Corpus.Question> asked, int clients) throws InterruptedException {
        AtomicLong answered = new AtomicLong();
        AtomicBoolean over = new AtomicBoolean();
        CountDownLatch connected = new CountDownLatch(clients), go = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < clients; ++i) {
            int first = i * 37;
            threads.add(new Thread(() -> {
                try {
                    answer(kind, asked.get(0));
                    connected.countDown();
                    go.await();
                    for (int at = first; !over.get(); ++at) {
                        answer(kind, asked.get(at % asked.size()));
                        answered.incrementAndGet();
                    }
                } catch (Exception failure) {
                    throw new RuntimeException(failure);
                }
            }));
        }
        for (Thread thread : threads) thread.start();
        connected.await();
        double begin = seconds();
        go.countDown();
        Thread.sleep((long) (THROUGHPUT_SECONDS * 1000));
        over.set(true);
        double perSecond = answered.get() / (seconds() - begin);
        for (Thread thread : threads) thread.join();
        return perSecond;
    }

    private String kinds(String name) throws Exception {
        for (int turn = 0; turn < WARM_UP; ++turn) {
            for (String kind : KINDS) {
                for (Corpus.Question question : questionsOf(kind)) answer(kind, question);
            }
        }
        List<String> cells = new ArrayList<>();
        for (String kind : KINDS) {
            List<Corpus.Question> asked = questionsOf(kind);
            if (asked.isEmpty()) continue;
            String cell = oneClient(kind, asked);
            List<String> perSecond = new ArrayList<>();
            for (int clients : THROUGHPUT_SECONDS > 0 ? new int[] {1, 2, 8} : new int[] {}) {
                perSecond.add(String.format(Locale.ROOT, "\"%d\": %.1f", clients, throughput(kind, asked, clients)));
            }
            cells.add("\"" + kind + "\": {" + cell + ", \"per_second\": {" + String.join(", ", perSecond) + "}}");
            System.err.println(name + " " + kind + " " + cell.substring(cell.indexOf("\"cpu_p50")) + " " + perSecond);
        }
        return "{" + String.join(",\n", cells) + "}";
    }

    /** VmRSS or VmHWM of this process in bytes. */
    static long memory(String name) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith(name)) return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
        }
        return 0;
    }

    public static void main(String[] arguments) throws Exception {
        IndexReader reader = DirectoryReader.open(FSDirectory.open(Path.of(arguments[0], "records")));
        SortedSetDocValuesReaderState state = new DefaultSortedSetDocValuesReaderState(reader);
        List<Corpus.Question> questions = Corpus.readQuestions(Path.of(arguments[1]));
        LuceneSearch fetching = new LuceneSearch(reader, state, questions, true);
        fetching.answer("any", questions.get(0));
        long first = System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
        List<String> engines = new ArrayList<>();
        for (boolean fetch : new boolean[] {false, true}) {
            String name = fetch ? "Lucene" : "Lucene, no fetch";
            String kinds = new LuceneSearch(reader, state, questions, fetch).kinds(name);
            engines.add(String.format(Locale.ROOT,
                "{\"engine\": \"%s\", \"first_answer_ms\": %d, \"resident_bytes\": %d, \"kinds\": %s}", name, first,
                memory("VmRSS"), kinds));
        }
        Files.writeString(Path.of(arguments[2]), "[" + String.join(",\n", engines) + "]\n");
    }
}
