namespace OrleansML.Conformance.DuckDB;

public sealed class ConcurrencyTests
{
    private const int Threads = 8;
    private const int Rounds = 50;

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
                for (var round = 0; round < Rounds; round++)
                {
                    using (var appender = connection.CreateAppender("t"))
                        appender.CreateRow().AppendValue(thread).AppendValue(round).EndRow();
                    using var command = connection.CreateCommand();
                    command.CommandText = $"SELECT count(*) FROM t WHERE thread = {thread}";
                    Assert.Equal(round + 1L, command.ExecuteScalar());
                }
            },
            TaskCreationOptions.LongRunning)));
        Assert.Equal((long)Threads * Rounds, database.Value<long>("SELECT count(*) FROM t"));
    }

    [Fact]
    public void Databases_OpenedOnThreads_AreOpenedOnceEach() => Parallel.For(0, Rounds, _ =>
    {
        using var database = new TestDatabase("DataSource=:memory:?cache=shared");
        Assert.Equal(1, database.Value<int>("SELECT 1"));
    });
}
