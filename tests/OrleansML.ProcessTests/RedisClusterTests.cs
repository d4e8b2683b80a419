using OrleansML.Testing;
using OrleansML.Testing.Processes;
using OrleansML.Testing.Servers;

namespace OrleansML.ProcessTests;

public sealed class RedisClusterTests(SampleModel sample) : IClassFixture<SampleModel>
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(2);

    // A silo that only waits for a processor must not look frozen.
    private static readonly string[] Detection =
    [
        "--set", "OrleansML:Cluster:FailureDetection:ProbePeriod=00:00:01",
        "--set", "OrleansML:Cluster:FailureDetection:MissedProbes=8",
        "--set", "OrleansML:Cluster:FailureDetection:Votes=1",
        "--set", "OrleansML:Cluster:FailureDetection:TableRefreshPeriod=00:00:05",
        "--set", "OrleansML:Cluster:FailureDetection:GatewayRefreshPeriod=00:00:01",
    ];

    [Fact]
    public async Task Up_FrozenSilo_FindsItselfEvictedAndEndsWithItsOwnExitCode()
    {
        using var directory = new TemporaryDirectory();
        await using var redis = await RedisServer.StartAsync();
        await using var first = await PlatformProcess.StartAsync("all", directory.Path, ["--redis", redis.ConnectionString, .. Detection]);
        await using var second = await PlatformProcess.StartAsync("silo", directory.Path, ["--redis", redis.ConnectionString, .. Detection]);
        await WaitForSilosAsync(first, 2);

        await second.SignalAsync("STOP");
        await WaitForSilosAsync(first, 1);
        await second.SignalAsync("CONT");

        Assert.Equal(3, await second.WaitForExitAsync(Long));
        Assert.Contains("\nThis silo was evicted from the cluster and ends at once; start it again. (", second.Log);
    }

    [Fact, Trait("Category", "Chaos")]
    public async Task Up_StoreLost_ServesOnRefusesWritesAndEndsWhenAnotherIsAccepted()
    {
        using var directory = new TemporaryDirectory();
        await using var redis = await RedisServer.StartAsync();
        await using var platform = await PlatformProcess.StartAsync("all", directory.Path, "--redis", redis.ConnectionString);
        Assert.Equal(0, (await platform.RunAsync("model", "push", sample.Path, "--name", "fraud")).ExitCode);
        var before = await Scores.ByHttpAsync(platform, sample);

        await redis.CommandAsync("FLUSHALL");
        await Eventually.HoldsAsync(() => Task.FromResult(platform.Log.Contains("has lost the state of service 'orleansml'")), "it says so", Long);
        var refused = await platform.RunAsync("model", "push", sample.Path, "--name", "other");
        var after = await Scores.ByHttpAsync(platform, sample);

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("has lost the state of service 'orleansml'", refused.Error);
        Assert.Equal(before, after);
        Assert.False(platform.HasExited);

        var accepted = await Binary.RunAsync("store", "accept", "--redis", redis.ConnectionString, "--data", directory.Path, "--json");

        Assert.Equal("orleansml", accepted.Json.GetProperty("service").GetString());
        Assert.Equal(3, await platform.WaitForExitAsync(Long));
        await using var again = await PlatformProcess.StartAsync("all", directory.Path, "--redis", redis.ConnectionString);
        Assert.Equal(0, (await again.RunAsync("model", "list", "--json")).Json.GetProperty("models").GetArrayLength());
    }

    [Fact]
    public async Task Up_SiloBeforeRedis_WaitsAndJoinsOnceItIsThere()
    {
        using var directory = new TemporaryDirectory();
        await using var redis = await RedisServer.StartAsync();
        await redis.KillAsync();
        var starting = PlatformProcess.StartAsync("all", directory.Path, "--redis", redis.ConnectionString);

        await redis.RestartAsync();
        await using var platform = await starting;

        Assert.Equal(0, (await platform.RunAsync("model", "list", "--json")).ExitCode);
    }

    [Fact]
    public async Task Up_SecondSignal_EndsAtOnceWithTheCodeOfTheSignal()
    {
        using var directory = new TemporaryDirectory();
        await using var platform = await PlatformProcess.StartAsync("all", directory.Path, "--set", "OrleansML:Health:DrainDelay=00:05:00");

        using var http = new HttpClient { BaseAddress = platform.Url };

        await platform.SignalAsync("TERM");
        await Eventually.HoldsAsync(async () => !await IsReadyAsync(http), "it says that it leaves", Long);
        Assert.False(platform.HasExited);
        await platform.SignalAsync("TERM");

        Assert.Equal(143, await platform.WaitForExitAsync(Long));
        Assert.Contains("A second SIGTERM came; the process ends at once.", platform.Log);
    }

    private static async Task<bool> IsReadyAsync(HttpClient http)
    {
        using var response = await http.GetAsync("health/ready");
        return response.IsSuccessStatusCode;
    }

    private static Task WaitForSilosAsync(PlatformProcess platform, int count) => Eventually.HoldsAsync(
        async () =>
        {
            var status = await platform.RunAsync("cluster", "status", "--json");
            return status.ExitCode == 0 && status.Json.GetProperty("silos").EnumerateArray()
                .Count(silo => silo.GetProperty("status").GetString() == "Active") == count;
        },
        $"{count} silos are active",
        Long);
}
