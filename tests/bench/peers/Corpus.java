// SPDX-License-Identifier: GPL-3.0-or-later
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The documents and questions that every engine gets; corpus.h says what the fields are. */
final class Corpus {
    record Document(String id, String language, String year, String country, String event, String[] themes,
                    String[] axes, String title, List<String> paragraphs) {}

    record Question(char asked, String language, String[] words, String country, String theme) {}

    static void readDocuments(Path file, Consumer<Document> visit) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            lines.forEach(line -> {
                String[] field = line.split("\t", -1);
                List<String> paragraphs = List.of(field).subList(8, field.length);
                visit.accept(new Document(field[0], field[1], field[2], field[3], field[4], field[5].split(","),
                                          field[6].split(","), field[7], paragraphs));
            });
        }
    }

    static List<Question> readQuestions(Path file) throws IOException {
        List<Question> questions = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            String[] field = line.split("\t");
            questions.add(new Question(field[0].charAt(0), field[1], field[2].split(" "), field[3], field[4]));
        }
        return questions;
    }

    static String firstLevel(String theme) {
        return theme.substring(0, theme.indexOf('.'));
    }

    private Corpus() {}
}
