using OrleansML.Silo.Redis;

namespace OrleansML.CliTests.Silo;

public sealed class RedisDurabilityTests
{
    [Fact]
    public void RisksOf_DurableServer_AreNone()
    {
        Assert.Empty(RisksOf("yes", "always", "noeviction", "1000000"));
    }

    [Fact]
    public void RisksOf_NoAppendOnlyFileAndEviction_AreBothNamed()
    {
        Assert.Equal(
            [
                "'appendonly' is 'no': a restart or crash of Redis loses every change since its last snapshot, or all of them. Set 'appendonly yes' and 'appendfsync always'.",
                "'maxmemory-policy' is 'allkeys-lru': state is thrown away when memory runs out. Set 'maxmemory-policy noeviction'.",
            ],
            RisksOf("no", "everysec", "allkeys-lru", "1000000"));
    }

    [Fact]
    public void RisksOf_FlushEverySecond_SaysWhatACrashLoses()
    {
        Assert.Equal(
            ["'appendfsync' is 'everysec': a crash of its machine loses the changes of the last second although they were acknowledged. Set 'appendfsync always'."],
            RisksOf("yes", "everysec", "noeviction", "0"));
    }

    [Fact]
    public void RisksOf_ServiceThatHidesItsSettings_AreNone()
    {
        Assert.Empty(RedisDurability.RisksOf(new Dictionary<string, string>()));
    }

    private static IEnumerable<string> RisksOf(string append, string flush, string eviction, string memory) =>
        RedisDurability.RisksOf(new Dictionary<string, string>
        {
            ["appendonly"] = append, ["appendfsync"] = flush, ["maxmemory-policy"] = eviction, ["maxmemory"] = memory,
        });
}
