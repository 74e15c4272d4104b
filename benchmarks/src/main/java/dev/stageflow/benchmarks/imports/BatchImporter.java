package dev.stageflow.benchmarks.imports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.launch.support.TaskExecutorJobOperator;
import org.springframework.batch.core.listener.SkipListener;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.ResourcelessJobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.core.step.skip.AlwaysSkipItemSkipPolicy;
import org.springframework.batch.infrastructure.item.ResourceAware;
import org.springframework.batch.infrastructure.item.database.builder.JdbcBatchItemWriterBuilder;
import org.springframework.batch.infrastructure.item.file.builder.FlatFileItemReaderBuilder;
import org.springframework.batch.infrastructure.item.file.builder.MultiResourceItemReaderBuilder;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The import with Spring Batch. */
final class BatchImporter implements Importer {
  /** A line whose file is set after it was read. */
  private static final class ResourceLine implements ResourceAware {
    private final String text;
    private final int number;
    private Path file = Path.of("");

    ResourceLine(String text, int number) {
      this.text = text;
      this.number = number;
    }

    @Override
    public void setResource(Resource resource) {
      try {
        file = resource.getFile().toPath();
      } catch (IOException failure) {
        throw new IllegalStateException(failure);
      }
    }

    Line line() {
      return new Line(file, number, text);
    }
  }

  private record Rejects(Consumer<Line> rejects) implements SkipListener<ResourceLine, Reading> {
    @Override
    public void onSkipInProcess(ResourceLine line, Throwable failure) {
      rejects.accept(line.line());
    }

    @Override
    public void onSkipInWrite(Reading reading, Throwable failure) {
      rejects.accept(reading.line());
    }
  }

  @Override
  public long run(Path folder, DataSource database, Consumer<Line> rejects) throws Exception {
    JobRepository repository = new ResourcelessJobRepository();
    Step step =
        new StepBuilder("readings", repository)
            .<ResourceLine, Reading>chunk(500)
            .transactionManager(new JdbcTransactionManager(database))
            .reader(
                new MultiResourceItemReaderBuilder<ResourceLine>()
                    .name("files")
                    .resources(files(folder))
                    .delegate(
                        new FlatFileItemReaderBuilder<ResourceLine>()
                            .name("lines")
                            .lineMapper(ResourceLine::new)
                            .build())
                    .build())
            .processor(line -> Reading.parse(line.line()))
            .writer(
                new JdbcBatchItemWriterBuilder<Reading>()
                    .dataSource(database)
                    .sql(Reading.INSERT)
                    .itemPreparedStatementSetter(BatchImporter::bind)
                    .build())
            .faultTolerant()
            .skipPolicy(new AlwaysSkipItemSkipPolicy())
            .skipListener(new Rejects(rejects))
            .build();
    Job job = new JobBuilder("import", repository).start(step).build();
    TaskExecutorJobOperator operator = new TaskExecutorJobOperator();
    operator.setJobRepository(repository);
    operator.setJobRegistry(new MapJobRegistry());
    operator.afterPropertiesSet();
    JobExecution execution = operator.start(job, new JobParameters());
    return execution.getStepExecutions().iterator().next().getWriteCount();
  }

  private static Resource[] files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().map(FileSystemResource::new).toArray(Resource[]::new);
    }
  }

  private static void bind(Reading reading, PreparedStatement insert) throws SQLException {
    insert.setString(1, reading.file());
    insert.setInt(2, reading.line().number());
    insert.setString(3, reading.sensor());
    insert.setBigDecimal(4, reading.celsius());
  }
}
