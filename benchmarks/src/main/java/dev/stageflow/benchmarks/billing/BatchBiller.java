package dev.stageflow.benchmarks.billing;

import java.util.Map;
import javax.sql.DataSource;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.support.TaskExecutorJobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.JdbcJobRepositoryFactoryBean;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.database.Order;
import org.springframework.batch.infrastructure.item.database.builder.JdbcBatchItemWriterBuilder;
import org.springframework.batch.infrastructure.item.database.builder.JdbcPagingItemReaderBuilder;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The bills with Spring Batch: a step in chunks, whose reader saves the last key it has read. */
final class BatchBiller implements Biller {
  @Override
  public void run(DataSource database, String name, Rule rule) throws Exception {
    JdbcTransactionManager transactions = new JdbcTransactionManager(database);
    JdbcJobRepositoryFactoryBean repositories = new JdbcJobRepositoryFactoryBean();
    repositories.setDataSource(database);
    repositories.setTransactionManager(transactions);
    repositories.afterPropertiesSet();
    JobRepository repository = repositories.getObject();
    Step step =
        new StepBuilder("bills", repository)
            .<Purchase, Bill>chunk(1_000)
            .transactionManager(transactions)
            .reader(
                new JdbcPagingItemReaderBuilder<Purchase>()
                    .name("purchases")
                    .dataSource(database)
                    .selectClause("id, customer, cents")
                    .fromClause("purchase")
                    .sortKeys(Map.of("id", Order.ASCENDING))
                    .pageSize(1_000)
                    .rowMapper((row, number) -> Purchase.of(row))
                    .build())
            .processor(rule::bill)
            .writer(
                new JdbcBatchItemWriterBuilder<Bill>()
                    .dataSource(database)
                    .sql(Bill.INSERT)
                    .itemPreparedStatementSetter(Bill::bind)
                    .build())
            .build();
    Job job = new JobBuilder("billing", repository).start(step).build();
    TaskExecutorJobOperator operator = new TaskExecutorJobOperator();
    operator.setJobRepository(repository);
    operator.setJobRegistry(new MapJobRegistry());
    operator.afterPropertiesSet();
    JobParameters parameters = new JobParametersBuilder().addString("name", name).toJobParameters();
    JobExecution left = repository.getLastJobExecution(job.getName(), parameters);
    if (left != null && left.isRunning()) { // it was killed, and nobody wrote that it has ended
      operator.recover(left);
    }
    JobExecution execution = operator.start(job, parameters);
    if (execution.getStatus() != BatchStatus.COMPLETED) {
      throw new JobExecutionException(name + " failed", execution.getAllFailureExceptions().get(0));
    }
  }
}
