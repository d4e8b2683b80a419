using OrleansML.Client;

namespace OrleansML.UnitTests.Client;

public sealed class RunIdTests
{
    [Fact]
    public void Make_LongName_IsCutToTheLongestId()
    {
        var id = RunId.Make(new string('m', 64), DateTimeOffset.UnixEpoch);

        Assert.Equal(64, id.Length);
        Assert.StartsWith(new string('m', 41) + "-19700101-000000-", id, StringComparison.Ordinal);
    }

    [Fact]
    public void Make_OneSecond_GivesTwoIds() =>
        Assert.NotEqual(RunId.Make("m", DateTimeOffset.UnixEpoch), RunId.Make("m", DateTimeOffset.UnixEpoch));
}
