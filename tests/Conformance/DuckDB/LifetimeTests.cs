using System.Diagnostics;

namespace OrleansML.Conformance.DuckDB;

/// <summary>Nothing grows with the number of statements, readers, appenders and errors.</summary>
public sealed class LifetimeTests
{
    private const int WarmUp = 300;
    private const int Rounds = 3_000;
    private const long Allowance = 24L << 20;

    [Fact]
    public void Memory_OverManyRounds_IsFlat()
    {
        using var database = new TestDatabase("Data Source=:memory:;threads=1");
        database.Execute("CREATE TABLE t (i INT, s VARCHAR, l INT[])");
        for (var round = 0; round < WarmUp; round++)
            Round(database, round);
        var (managed, resident) = Measure();
        for (var round = 0; round < Rounds; round++)
            Round(database, round);
        var (managedAfter, residentAfter) = Measure();
        Assert.True(managedAfter - managed < 1 << 20, $"Managed memory went from {managed} to {managedAfter} bytes.");
        Assert.True(residentAfter - resident < Allowance, $"Resident memory went from {resident} to {residentAfter} bytes.");
    }

    // What leaks 16 KiB per round, a chunk for example, would show as 48 MiB.
    private static void Round(TestDatabase database, int round)
    {
        using (var appender = database.Connection.CreateAppender("t"))
            appender.CreateRow().AppendValue(round).AppendValue(new string('x', 100)).AppendValue(new[] { round }).EndRow();
        Assert.Equal(100, database.Value<string>("SELECT s FROM t WHERE i = ?", round).Length);
        Assert.Single(database.Value<List<int>>("SELECT l FROM t WHERE l = ?", new List<int> { round }));
        using (var command = database.Command("SELECT range, 'text ' || range FROM range(5000)"))
        using (var reader = command.ExecuteReader())
            Assert.True(reader.Read());
        Assert.ThrowsAny<Exception>(() => database.Execute("SELECT * FROM missing"));
        Assert.ThrowsAny<Exception>(() => database.Execute("SELECT 'x'::INT"));
        using (var duplicate = database.Connection.Duplicate())
            duplicate.Open();
        database.Execute("DELETE FROM t");
    }

    private static (long Managed, long Resident) Measure()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        return (GC.GetTotalMemory(forceFullCollection: true), process.WorkingSet64);
    }
}
