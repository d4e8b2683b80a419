using System.Diagnostics;
using DuckDB.NET.Data;

namespace OrleansML.Conformance.DuckDB;

public sealed class CancellationTests : IDisposable
{
    // Takes hours.
    private const string Endless = "SELECT sum(a.range * b.range % 7) FROM range(10000000) a, range(10000000) b";

    private static readonly TimeSpan Quickly = TimeSpan.FromSeconds(20);

    private readonly TestDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task Token_DuringAQuery_InterruptsIt()
    {
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        using var command = _database.Command(Endless);
        var clock = Stopwatch.StartNew();
        await AssertInterrupted(() => command.ExecuteScalarAsync(cancellation.Token));
        Assert.True(clock.Elapsed < Quickly, $"It took {clock.Elapsed}.");
        Assert.Equal(1, _database.Value<int>("SELECT 1"));
    }

    [Fact]
    public async Task Token_BeforeAQuery_KeepsItFromRunning()
    {
        using var command = _database.Command("CREATE TABLE never (i INT)");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => command.ExecuteNonQueryAsync(new CancellationToken(canceled: true)));
        Assert.Throws<DuckDBException>(() => _database.Execute("SELECT * FROM never"));
    }

    [Fact]
    public async Task Cancel_FromAnotherThread_InterruptsTheQuery()
    {
        using var command = _database.Command(Endless);
        var query = Task.Factory.StartNew(command.ExecuteScalar, TaskCreationOptions.LongRunning);
        // The query may not have begun when it is cancelled first.
        while (!query.IsCompleted)
        {
            command.Cancel();
            await Task.WhenAny(query, Task.Delay(20));
        }

        await AssertInterrupted(() => query);
    }

    [Fact]
    public async Task Cancel_WhileRowsAreStreamed_EndsThem()
    {
        using var command = _database.Command(Endless.Replace("sum(", "("));
        command.UseStreamingMode = true;
        using var reader = command.ExecuteReader();
        Assert.True(reader.Read());
        await Task.Run(command.Cancel);
        Assert.ThrowsAny<Exception>(() =>
        {
            while (reader.Read())
            {
            }
        });
    }

    [Fact]
    public void Cancel_WithNothingRunning_ChangesNothing()
    {
        using var command = _database.Command("SELECT 5");
        command.Cancel();
        Assert.Equal(5, command.ExecuteScalar());
    }

    // A statement that is interrupted while it is planned fails with DuckDB's own error; while it runs, it is cancelled.
    private static async Task AssertInterrupted(Func<Task> query)
    {
        var error = await Assert.ThrowsAnyAsync<Exception>(query);
        Assert.True(error is OperationCanceledException or DuckDBException { Message: "INTERRUPT Error: Interrupted!" }, error.ToString());
    }
}
