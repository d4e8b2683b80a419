using System.Net;
using System.Text.Json;
using OrleansML.Testing;
using OrleansML.Testing.Processes;
using OrleansML.Testing.Servers;

namespace OrleansML.ProcessTests;

/// <summary>What silos over Redis show of themselves, and what callers on other processes learn when Redis is away.</summary>
public sealed class RedisSiloTests(SampleModel sample) : IClassFixture<SampleModel>
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Up_SiloOverRedis_ShowsPoolLabelsHealthAndWhatRedisMayLose()
    {
        using var directory = new TemporaryDirectory();
        await using var redis = await RedisServer.StartAsync();
        Assert.Equal("+OK", await redis.CommandAsync("CONFIG", "SET", "appendfsync", "everysec"));
        var port = FreePorts.Take(1)[0];
        await using var silo = await PlatformProcess.StartAsync(
            "silo", directory.Path, "--redis", redis.ConnectionString, "--pool", "gpu", "--set", "OrleansML:Silo:Labels:zone=a",
            "--set", $"OrleansML:Health:Port={port}");
        await using var gateway = await PlatformProcess.StartAsync("gateway", directory.Path, "--redis", redis.ConnectionString);
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        await Eventually.HoldsAsync(async () => (await ReadyAsync(http)).Status == HttpStatusCode.OK, "the silo is ready", Long);

        var pushed = await gateway.RunAsync("model", "push", sample.Path, "--name", "fraud", "--pool", "gpu");
        var status = await gateway.RunAsync("cluster", "status", "--json");
        var described = Assert.Single(status.Json.GetProperty("silos").EnumerateArray());
        using var live = await http.GetAsync("health/live");
        var metrics = await http.GetStringAsync("metrics");

        Assert.True(pushed.ExitCode == 0, pushed.Error);
        Assert.Equal("gpu", described.GetProperty("pool").GetString());
        Assert.Equal("a", described.GetProperty("labels").GetProperty("zone").GetString());
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        Assert.Contains("dotnet_process_cpu_count", metrics);
        Assert.Contains(
            $"Redis at {redis.ConnectionString}: 'appendfsync' is 'everysec': a crash of its machine loses the changes of the last second although "
            + "they were acknowledged. Set 'appendfsync always'.",
            silo.Log);

        await redis.KillAsync();
        await Eventually.HoldsAsync(async () => (await ReadyAsync(http)).Status == HttpStatusCode.ServiceUnavailable, "the silo is not ready", Long);
        Assert.Contains("Grain state cannot be read and written (", (await ReadyAsync(http)).Body);
    }

    [Fact]
    public async Task Up_RedisIsAway_CallersOnOtherProcessesLearnSoAndPredictionsGoOn()
    {
        using var directory = new TemporaryDirectory();
        await using var redis = await RedisServer.StartAsync();
        await using var silo = await PlatformProcess.StartAsync("silo", directory.Path, "--redis", redis.ConnectionString);
        await using var gateway = await PlatformProcess.StartAsync("gateway", directory.Path, "--redis", redis.ConnectionString);
        Assert.Equal(0, (await gateway.RunAsync("model", "push", sample.Path, "--name", "fraud")).ExitCode);
        var before = await Scores.ByHttpAsync(gateway, sample);

        await redis.KillAsync();
        var results = await Task.WhenAll(
            gateway.RunAsync("cluster", "status"), gateway.RunAsync("cluster", "drain", "any"), gateway.RunAsync("model", "show", "other"));

        Assert.Equal(before, await Scores.ByHttpAsync(gateway, sample));
        Assert.All(results[..2], result => Assert.StartsWith("The members of the cluster cannot be read from the membership table: ", result.Error));
        foreach (var result in results)
        {
            Assert.Equal(1, result.ExitCode);
            Assert.DoesNotContain("codec", result.Error, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("its log says why", result.Error);
            Assert.DoesNotContain("   at ", result.Error);
        }

        await redis.RestartAsync();
        await Eventually.HoldsAsync(async () => (await gateway.RunAsync("cluster", "status")).ExitCode == 0, "the cluster is shown again", Long);
    }

    [Fact]
    public async Task Up_StoreDoesNotAnswerWhileItStops_EndsWithinItsLimit()
    {
        using var directory = new TemporaryDirectory();
        await using var redis = await RedisServer.StartAsync();
        await using var silo = await PlatformProcess.StartAsync(
            "silo", directory.Path, "--redis", redis.ConnectionString, "--set", "OrleansML:Process:StopTimeout=00:00:01");

        await redis.PauseAsync();
        await silo.SignalAsync("TERM");
        var exitCode = await silo.WaitForExitAsync(TimeSpan.FromSeconds(90));
        await redis.ResumeAsync();

        Assert.True(exitCode is 0 or 1, $"{exitCode}: {silo.Log}");
        Assert.Equal(exitCode == 1, silo.Log.Contains("The process was told to stop and did not manage to within 6 s (OrleansML:Process:StopTimeout)"));
    }

    private static async Task<(HttpStatusCode Status, string Body)> ReadyAsync(HttpClient http)
    {
        using var response = await http.GetAsync("health/ready");
        using var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return (response.StatusCode, body.RootElement.ToString());
    }
}
