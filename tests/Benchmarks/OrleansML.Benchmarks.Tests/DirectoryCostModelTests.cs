using OrleansML.Benchmarks.Cluster;

namespace OrleansML.Benchmarks.Tests;

public sealed class DirectoryCostModelTests
{
    private readonly DirectoryCostModel _model = new(EntryBytes: 250, MovedEntryBytes: 40, ReplacedPerSecond: 5_000);

    [Theory]
    [InlineData(3, 75_000)]
    [InlineData(9, 90_000)]
    [InlineData(99, 99_000)]
    public void MovedEntries_JoinOfOneMore_AreItsEvenShare(int silos, double expected) =>
        Assert.Equal(expected, DirectoryCostModel.MovedEntries(silos), 6);

    [Fact]
    public void Rows_NineSilos_ScaleTheMeasuredConstants()
    {
        var rows = _model.Rows(9).ToDictionary(row => row.Name, row => row.Value);

        Assert.Equal(25_000_000, rows["directory.silo.memory"]);
        Assert.Equal(90_000, rows["directory.join.entries"], 6);
        Assert.Equal(3_600_000, rows["directory.join.bytes"], 6);
        Assert.Equal(2.5, rows["directory.loss.replaced"], 6);
    }
}
