namespace OrleansML.Conformance.DuckDB;

public sealed class ConcurrencyTests
{
    private const int Threads = 8;
    private const int Rounds = 50;

    // Each thread counts in a table of its own: while others insert into a table, DuckDB 1.5.6 may answer a filter on it from statistics
    // that do not know their rows.
    [Fact]
    public async Task Connections_OnThreads_WriteAndReadAtOnce()
    {
        using var database = new TestDatabase();
        database.Execute("CREATE TABLE t (thread INT, i INT)");
        await Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Factory.StartNew(
            () =>
            {
                using var connection = database.Connection.Duplicate();
                connection.Open();
                using var command = connection.CreateCommand();
                command.CommandText = $"CREATE TABLE t{thread} (i INT)";
                command.ExecuteNonQuery();
                command.CommandText = $"SELECT count(*) FROM t{thread}";
                for (var round = 0; round < Rounds; round++)
                {
                    using (var appender = connection.CreateAppender("t"))
                        appender.CreateRow().AppendValue(thread).AppendValue(round).EndRow();
                    using (var appender = connection.CreateAppender($"t{thread}"))
                        appender.CreateRow().AppendValue(round).EndRow();
                    Assert.Equal(round + 1L, command.ExecuteScalar());
                }
            },
            TaskCreationOptions.LongRunning)));
        Assert.Equal(
            Enumerable.Repeat((long)Rounds, Threads), database.Column<long>("SELECT count(DISTINCT i) FROM t GROUP BY thread"));
    }

    [Fact]
    public void Databases_OpenedOnThreads_AreOpenedOnceEach() => Parallel.For(0, Rounds, _ =>
    {
        using var database = new TestDatabase("DataSource=:memory:?cache=shared");
        Assert.Equal(1, database.Value<int>("SELECT 1"));
    });
}
