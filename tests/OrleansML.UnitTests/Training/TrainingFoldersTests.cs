using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using OrleansML.Grains.Features;
using OrleansML.Grains.Training;
using OrleansML.Testing;

namespace OrleansML.UnitTests.Training;

public sealed class TrainingFoldersTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void RemoveThoseOfLostSilos_FoldersOfManySilos_RemovesOnlyWhereNobodyCanBeAtWork()
    {
        var (self, before, active, dead) = (FakeMembership.Silo(1, 5), FakeMembership.Silo(1, 4), FakeMembership.Silo(2, 5), FakeMembership.Silo(3, 5));
        var (young, old) = (FakeMembership.Silo(4, 5), FakeMembership.Silo(5, 5));
        var membership = FakeMembership.Create((self, SiloStatus.Active), (active, SiloStatus.ShuttingDown), (dead, SiloStatus.Dead));
        string[] kept = [Create(self, Now.AddDays(-2)), Create(active, Now.AddDays(-2)), Create(young, Now.AddMinutes(-59)), Create("of~another~kind"), Create("nobody~x")];
        string[] removed = [Create(before, Now), Create(dead, Now), Create(old, Now.AddHours(-1))];

        Folders(self, membership).RemoveThoseOfLostSilos();

        Assert.Equal(kept.Order(StringComparer.Ordinal), Directory.GetDirectories(Root).Order(StringComparer.Ordinal));
        Assert.All(removed, static folder => Assert.False(Directory.Exists(folder)));
    }

    [Fact]
    public void RemoveThoseOfLostSilos_NothingWasGatheredYet_DoesNothing() =>
        Folders(FakeMembership.Silo(1, 1), FakeMembership.Create()).RemoveThoseOfLostSilos();

    private string Root => _directory.File("training");

    private TrainingFolders Folders(SiloAddress self, ISiloStatusOracle membership) => new(
        Options.Create(new FeatureOptions { DataDirectory = _directory.Path }), new FakeSilo(self), membership, new FakeTimeProvider(Now), NullLogger<TrainingFolders>.Instance);

    private string Create(SiloAddress silo, DateTimeOffset at)
    {
        var folder = Folders(silo, FakeMembership.Create()).Create("run");
        File.WriteAllText(Path.Combine(folder, "train.rows"), "half of it");
        Directory.SetLastWriteTimeUtc(folder, at.UtcDateTime);
        return folder;
    }

    private string Create(string name) => Directory.CreateDirectory(Path.Combine(Root, name)).FullName;
}
