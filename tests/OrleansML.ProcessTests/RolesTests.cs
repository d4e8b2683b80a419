using System.Diagnostics;
using OrleansML.Testing;
using OrleansML.Testing.Processes;

namespace OrleansML.ProcessTests;

public sealed class RolesTests(SampleModel sample) : IClassFixture<SampleModel>
{
    [Fact]
    public async Task Up_GatewayAsAProcessOfItsOwn_ServesFromTheSilo()
    {
        using var directory = new TemporaryDirectory();
        await using var silo = await PlatformProcess.StartAsync("silo", directory.Path);
        await using var gateway = await PlatformProcess.StartAsync("gateway", directory.Path, "--connect", $"127.0.0.1:{silo.GatewayPort}");

        var pushed = await gateway.RunAsync("model", "push", sample.Path, "--name", "fraud", "--json");
        var scores = await Scores.ByHttpAsync(gateway, sample);

        Assert.Null(silo.Url);
        Assert.Equal(0, pushed.ExitCode);
        Assert.Equal(20, scores.Length);
    }

    [Fact]
    public async Task Up_GatewayBeforeItsSilo_WaitsAndThenServes()
    {
        using var directory = new TemporaryDirectory();
        var ports = FreePorts.Take(2);
        var starting = PlatformProcess.StartAsync("gateway", directory.Path, "--connect", $"127.0.0.1:{ports[1]}");
        await using var silo = await PlatformProcess.StartAsync("silo", directory.Path, ports);
        await using var gateway = await starting;

        var models = await gateway.RunAsync("model", "list", "--json");

        Assert.Equal(0, models.Json.GetProperty("models").GetArrayLength());
    }

    [Fact]
    public async Task Up_GatewayStoppedWhileItWaitsForASilo_ExitsWith0AndSaysWhatItWaitedFor()
    {
        var port = FreePorts.Take(1)[0];
        using var process = Binary.Start("up", "--role", "gateway", "--port", "0", "--connect", $"127.0.0.1:{port}");
        // An engine may say first, in lines of its own, that it could not connect.
        string? line;
        do
            line = await process.StandardError.ReadLineAsync();
        while (line is not null && !line.Contains("No silo answers"));

        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await process.WaitForExitAsync(deadline.Token);

        Assert.Contains($"No silo answers at 127.0.0.1:{port} (OrleansML:Client:Gateways, --connect): ", line);
        Assert.EndsWith(" Trying again in 1 s.", line);
        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public async Task ModelPush_PoolOfASecondSilo_IsServedThere()
    {
        using var directory = new TemporaryDirectory();
        await using var first = await PlatformProcess.StartAsync(directory.Path);
        await using var second = await PlatformProcess.StartAsync(
            "silo", directory.Path, "--pool", "gpu", "--primary", $"127.0.0.1:{first.SiloPort}");

        // Orleans fetches the labels of a silo some time after it joined.
        CommandResult? pushed = null;
        await Eventually.HoldsAsync(
            async () => !(pushed = await first.RunAsync("model", "push", sample.Path, "--name", "fraud", "--pool", "gpu", "--json")).Error.StartsWith("No silo of pool", StringComparison.Ordinal),
            "a silo of pool gpu is known",
            TimeSpan.FromMinutes(2));
        var scores = await Scores.ByHttpAsync(first, sample);
        var status = await first.RunAsync("cluster", "status", "--json");

        Assert.Equal("gpu", pushed!.Json.GetProperty("pool").GetString());
        Assert.Equal(20, scores.Length);
        var replica = Assert.Single(status.Json.GetProperty("replicas").EnumerateArray());
        Assert.Equal("gpu/fraud/1/0", replica.GetProperty("key").GetString());
        Assert.StartsWith($"127.0.0.1:{second.SiloPort}", replica.GetProperty("silo").GetString());
    }

    [Fact]
    public async Task ModelPush_PoolThatNoSiloHas_IsRefusedAndTheGatewayKeepsServing()
    {
        using var directory = new TemporaryDirectory();
        await using var platform = await PlatformProcess.StartAsync(directory.Path);

        var refused = await platform.RunAsync("model", "push", sample.Path, "--name", "fraud", "--pool", "tpu");
        var pushed = await platform.RunAsync("model", "push", sample.Path, "--name", "fraud");

        Assert.Equal(1, refused.ExitCode);
        Assert.StartsWith("No silo of pool 'tpu' is part of the cluster; its 1 silos have pools 'cpu'.", refused.Error);
        Assert.Equal(0, pushed.ExitCode);
    }
}
